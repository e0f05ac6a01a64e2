"""One agency's whole debt to one board on one page, drawn from every floor."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import Action, ActionPlan
from audits.models import AgencyReturn
from learning.models import Recommendation
from reporting.choices import ContributionState
from reporting.models import AnnualContribution
from reporting.models.annual import BEING_WRITTEN
from reviews.models import InformationRequest

SHOWN = 50  # actions on the page; the rest are one link away


@dataclass(frozen=True)
class Owed:
    """One thing the agency owes."""

    what: str
    url: str
    due_on: datetime.date | None
    state: str
    whom: str = ""

    @property
    def left(self) -> int | None:
        return (self.due_on - timezone.localdate()).days if self.due_on else None

    @property
    def when(self) -> str:
        """How far off it is, in words."""
        if self.left is None:
            return ""
        if self.left < 0:
            words = ngettext("%d day overdue", "%d days overdue", -self.left)
            return words % -self.left
        if self.left == 0:
            return _("Today")
        return ngettext("In %d day", "In %d days", self.left) % self.left


@dataclass(frozen=True)
class Section:
    """What is owed of one kind."""

    key: str
    heading: str
    nothing: str
    rows: list[Owed] = field(default_factory=list)

    @property
    def late(self) -> int:
        return sum(1 for row in self.rows if row.left is not None and row.left < 0)


def sections(user, board, agency) -> list[Section]:
    """Everything open, kind by kind, as far as this person may know of it."""
    return [
        Section(
            "returns",
            _("Returns"),
            _("No return is outstanding."),
            _returns(user, board, agency),
        ),
        Section(
            "requests",
            _("Requests from reviews"),
            _("No review is waiting for an answer."),
            _requests(user, board, agency),
        ),
        Section(
            "recommendations",
            _("Recommendations to reply to"),
            _("No recommendation is waiting for a reply."),
            _recommendations(user, board, agency),
        ),
        Section(
            "contributions",
            _("Contributions to the annual report"),
            _("No contribution is outstanding."),
            _contributions(user, board, agency),
        ),
        *_actions(user, board, agency),
    ]


def _contributions(user, board, agency):
    rows = AnnualContribution.objects.visible_to(user).filter(
        report__board=board,
        agency=agency,
        state=ContributionState.ASKED,
        report__state__in=BEING_WRITTEN,
    )
    rows = rows.select_related("report__board").order_by("due_on", "pk")
    return [
        Owed(
            row.report.title,
            row.get_absolute_url(),
            row.due_on,
            row.get_state_display(),
        )
        for row in rows
    ]


def _returns(user, board, agency):
    rows = AgencyReturn.objects.visible_to(user).outstanding()
    rows = rows.filter(board=board, agency=agency).exclude(round__state="draft")
    rows = rows.select_related("round__source", "board").order_by("due_on", "pk")
    return [
        Owed(
            str(row.round),
            row.get_absolute_url(),
            row.due_on,
            row.get_state_display(),
        )
        for row in rows
    ]


def _requests(user, board, agency):
    rows = InformationRequest.objects.visible_to(user).open()
    rows = rows.filter(board=board, agency=agency).exclude(state="draft")
    rows = rows.select_related("sent_to", "board").order_by("due_on", "pk")
    return [
        Owed(
            row.title,
            row.get_absolute_url(),
            row.due_on,
            row.get_state_display(),
            str(row.sent_to or ""),
        )
        for row in rows
    ]


def _recommendations(user, board, agency):
    rows = Recommendation.objects.visible_to(user).awaiting_reply()
    rows = rows.filter(board=board, addressee_agency=agency)
    rows = rows.select_related("board").order_by("response_due_on", "pk")
    return [
        Owed(
            row.text,
            row.get_absolute_url(),
            row.response_due_on,
            row.get_response_display(),
        )
        for row in rows
    ]


def _actions(user, board, agency) -> list[Section]:
    """Open ones, then those done whose impact nobody has shown."""
    rows = Action.objects.visible_to(user).filter(
        board=board, agency=agency, agreed=True, merged_into__isnull=True
    )
    rows = rows.exclude(status__in=["blue", "withdrawn"])
    rows = rows.select_related("board", "owner").order_by("due_on", "pk")
    open_rows, done = [], []
    for row in rows[:1000]:
        (open_rows if row.is_open else done).append(row)
    return [
        Section(
            "actions",
            _("Actions"),
            _("No action is open."),
            [_action(row, row.due_on) for row in open_rows],
        ),
        Section(
            "impact",
            _("Done, impact not shown yet"),
            _("Nothing waits for a look at its impact."),
            [_action(row, row.review_on) for row in done],
        ),
    ]


def _action(row, due_on) -> Owed:
    return Owed(
        row.text,
        row.get_absolute_url(),
        due_on,
        row.get_status_display(),
        str(row.owner or ""),
    )


def own_plans(user, board, agency):
    """The agency's own plans, which feed into the board's."""
    rows = ActionPlan.objects.visible_to(user).filter(board=board, agency=agency)
    return rows.select_related("board")
