"""An action plan as its reader may see it, ready to be set out under its headings."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, islice

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.ageing import Tally
from actionplans.choices import PlanState
from actionplans.composite import CompositePlan, plan_titles, progress_of, with_progress
from actionplans.exceptions import EXCEPTIONS, Reason, exceptions_of
from actionplans.headings import Headings, headings_of
from actionplans.levels import level_of
from actionplans.models import Action, ActionPlan
from actionplans.rhythm import rhythm_of

MOST = 1500  # actions on paper: beyond these nobody turns the pages
MOST_LISTED = 40  # actions under one exception


@dataclass(frozen=True)
class Part:
    """One recommendation with its rationale, and the actions that follow from it."""

    recommendation: str
    rationale: str
    rows: list[list[str]]


@dataclass(frozen=True)
class Chapter:
    """The actions of one plan."""

    title: str
    parts: list[Part]


@dataclass(frozen=True)
class Listed:
    """Actions with one reason to look at them first."""

    reason: Reason
    actions: list[Action]
    more: int = 0

    @property
    def count(self) -> int:
        return len(self.actions) + self.more


@dataclass
class PlanPaper:
    """Everything a paper says. Actions are read once."""

    title: str
    caption: str
    headings: Headings
    actions: list[Action]
    titles: dict[int, str]
    stale_after: int
    total: int
    facts: list[tuple[str, str]] = field(default_factory=list)
    marking: str = ""

    @cached_property
    def tally(self) -> Tally:
        return Tally([(action.status, "", 1) for action in self.actions])

    @property
    def left_out(self) -> int:
        """Actions beyond those a paper holds."""
        return self.total - len(self.actions)

    @cached_property
    def exceptions(self) -> list[Listed]:
        """What the meeting looks at first; only reasons that occur."""
        reasons = {key: [] for key in EXCEPTIONS}
        for action in self.actions:
            for reason in exceptions_of(action, self.stale_after):
                reasons[reason.key].append(action)
        return [
            Listed(EXCEPTIONS[key], found[:MOST_LISTED], len(found[MOST_LISTED:]))
            for key, found in reasons.items()
            if found
        ]

    @cached_property
    def chapters(self) -> list[Chapter]:
        """Actions plan by plan, in each plan's own order."""
        ordered = sorted(self.actions, key=self._place)
        return [
            Chapter(self._title(pk), _parts(list(rows)))
            for pk, rows in groupby(ordered, key=lambda action: action.plan_id)
        ]

    def _place(self, action):
        title = self._title(action.plan_id).casefold()
        return title, action.plan_id, action.order, action.pk

    def _title(self, plan_id) -> str:
        return self.titles.get(plan_id) or _("Actions carried by your agency")


def _parts(actions) -> list[Part]:
    """Every recommendation once, where its first action stands."""
    found = {}
    for action in actions:
        key = (action.recommendation_text, action.rationale)
        found.setdefault(key, []).append(row_of(action))
    return [Part(*key, rows) for key, rows in found.items()]


def row_of(action) -> list[str]:
    """The six columns of the form; the status in words begins the progress."""
    level = level_of(action.status)
    said = [f"{level.letter} {level.word}", extension_words(action)]
    return [
        f"{action.text}\n{action.reference}",
        date_format(action.due_on, "j F Y"),
        responsible_words(action),
        action.intended_outcome,
        action.measure,
        "\n".join(filter(None, [*said, progress_of(action)])),
    ]


def responsible_words(action) -> str:
    """Who the plan says, then the agency where that does not name it."""
    agency = str(action.agency or "")
    said = action.responsible
    named = agency and agency.casefold() not in said.casefold()
    return "\n".join(filter(None, [said, agency if named else ""]))


def extension_words(action) -> str:
    """How often more time was given; nothing where it never was."""
    if not action.extended:
        return ""
    first = date_format(action.original_due_on, "j F Y")
    words = {"n": action.extended, "first": first}
    return (
        ngettext(
            "Extended once, first due %(first)s",
            "Extended %(n)s times, first due %(first)s",
            action.extended,
        )
        % words
    )


def paper_of_plan(plan: ActionPlan, user) -> PlanPaper:
    """One plan, in its own order."""
    rows = Action.objects.visible_to(user).filter(plan=plan)
    rows = rows.filter(merged_into__isnull=True).order_by("order", "pk")
    actions = list(islice(_with_words(rows), MOST))
    headings = headings_of(plan.board, user)
    draft = plan.state == PlanState.DRAFT
    return PlanPaper(
        headings.title,
        plan.title,
        headings,
        actions,
        {plan.pk: plan.title},
        rhythm_of(plan.board).stale_after_days,
        rows.count(),
        facts=_facts(plan),
        marking=_("Draft: not agreed yet") if draft else "",
    )


def _facts(plan) -> list[tuple[str, str]]:
    agreed = date_format(plan.agreed_at, "j F Y") if plan.agreed_at else ""
    told = [
        (_("Reference"), plan.reference),
        (_("Monitored by"), str(plan.monitoring_group or "")),
        (_("Agreed on"), agreed),
    ]
    return [(label, words) for label, words in told if words]


def paper_of_composite(plan: CompositePlan) -> PlanPaper:
    """The composite plan as filtered, soonest due first where there are too many."""
    rows = plan.rows.order_by("due_on", "pk")
    actions = list(islice(_with_words(rows), MOST))
    return PlanPaper(
        _("Composite action plan"),
        ", ".join(f"{label}: {value}" for label, value in plan.form.words),
        headings_of(plan.board, plan.user),
        actions,
        plan_titles(plan.user, actions),
        plan.stale_after,
        plan.tally.total,
    )


def _with_words(rows):
    found = with_progress(rows).select_related("agency", "owner", "board")
    return found[: MOST + 1].iterator(chunk_size=500)
