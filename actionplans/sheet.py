"""A plan as its sheet shows it: a heading for each recommendation, actions below."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from actionplans.composite import progress_of, with_progress
from actionplans.exceptions import exceptions_of
from actionplans.mix import Mix
from actionplans.models import Action, ActionPlan
from actionplans.rhythm import rhythm_of
from learning.choices import FindingKind
from learning.models import Finding, Recommendation


@dataclass
class Heading:
    """The header of seed 000's form: a recommendation and its rationale."""

    text: str
    rationale: str
    recommendation: Recommendation | None = None
    actions: list = field(default_factory=list)


@dataclass
class Sheet:
    """One plan as one person sees it."""

    plan: ActionPlan
    user: object

    @cached_property
    def actions(self) -> list[Action]:
        """In the plan's order; what was merged away is on its own page only."""
        rows = Action.objects.visible_to(self.user).filter(plan=self.plan)
        rows = rows.filter(merged_into__isnull=True).order_by("order", "pk")
        rows = with_progress(rows.select_related("agency", "board", "owner"))
        found = list(rows)
        stale = rhythm_of(self.plan.board).stale_after_days
        for row in found:
            row.progress, row.reasons = progress_of(row), exceptions_of(row, stale)
        return found

    @cached_property
    def recommendations(self) -> list[Recommendation]:
        if self.plan.source_id is None:
            return []
        rows = Recommendation.objects.visible_to(self.user)
        return list(rows.filter(source=self.plan.source_id).order_by("number"))

    @cached_property
    def headings(self) -> list[Heading]:
        """Every recommendation, with an action or without, then all other headings."""
        found = {one.pk: _heading(one) for one in self.recommendations}
        for action in self.actions:
            key = action.recommendation_id
            if key not in found:
                key = (action.recommendation_text, action.rationale)
                found.setdefault(key, Heading(*key))
            found[key].actions.append(action)
        return list(found.values())

    @cached_property
    def findings_without_action(self) -> list[Finding]:
        """Lessons, gaps and issues nothing follows from yet (WOL-6, HAR-18)."""
        if self.plan.source_id is None:
            return []
        seen = Finding.objects.visible_to(self.user).filter(
            source=self.plan.source_id, no_action_reason=""
        )
        return list(without_action(seen))

    @property
    def recommendations_without_action(self) -> list[Recommendation]:
        return [
            heading.recommendation
            for heading in self.headings
            if heading.recommendation and not heading.actions
        ]

    @property
    def without_measure(self) -> list[Action]:
        return [row for row in self.actions if row.is_open and not row.measure.strip()]

    @property
    def mix(self) -> Mix:
        return Mix([row for row in self.actions if row.status != "withdrawn"])


def _heading(recommendation):
    return Heading(recommendation.text, recommendation.rationale, recommendation)


def without_action(findings):
    """Findings that no action follows. Good practice is shared, not acted on."""
    own = Action.objects.filter(finding=OuterRef("pk")).exclude(status="withdrawn")
    asked = Action.objects.filter(recommendation__findings=OuterRef("pk"))
    rows = findings.exclude(kind=FindingKind.GOOD_PRACTICE)
    asked = asked.exclude(status="withdrawn")
    return rows.filter(~Q(Exists(own)) & ~Q(Exists(asked)))
