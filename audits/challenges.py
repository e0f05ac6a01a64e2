"""What the board asked an agency after a round, waiting for the agency's words."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audits.choices import ModerationKind, ReturnState, ScrutinyKind
from audits.models import AgencyReturn, Clarification, ModerationStep, ScrutinyNote
from boards.panels import Panel, add_panel
from boards.roles import ROLES, Permission
from learning.deadlines import WORK

OPEN_TO_REPLY = [ReturnState.SUBMITTED, ReturnState.MODERATED]


def unanswered(user):
    """Challenges, scrutiny and offers of support this person may respond to."""
    mine = _own(user, Permission.SUBMIT)
    notes = ScrutinyNote.objects.visible_to(user).filter(mine, responded_at=None)
    notes = notes.exclude(kind=ScrutinyKind.PLAN_ITEM)
    return notes.select_related("agency", "board", "round__source", "question")


def _own(user, permission, at="") -> Q:
    """Agencies for which the person has a right; `at` leads to board and agency."""
    mine = Q(pk__in=[])
    for (board_id, agency_id), held in user.scope.agency_roles.items():
        if any(permission in ROLES[role].permissions for role in held):
            mine |= Q(**{f"{at}board_id": board_id, f"{at}agency_id": agency_id})
    return mine


def unread(user) -> list[Clarification]:
    """The board's last word in each open thread the agency has not answered."""
    mine = _own(user, Permission.ANSWER, at="agency_return__")
    found = Clarification.objects.visible_to(user).filter(mine, settled_at=None)
    found = found.select_related(
        "question", "block", "agency_return__board", "agency_return__round__source"
    )
    last = {
        (one.agency_return_id, one.question_id, one.block_id): one
        for one in found.order_by("at", "pk")
    }
    return [one for one in last.values() if one.from_board]


def moderated(user) -> list[AgencyReturn]:
    """Returns with a moderated rating that nobody replied to or settled."""
    at = "answer__agency_return__"
    found = ModerationStep.objects.visible_to(user).filter(
        _own(user, Permission.SUBMIT, at=at),
        answer__agency_return__state__in=OPEN_TO_REPLY,
    )
    found = found.select_related(f"{at}board", f"{at}agency", f"{at}round__source")
    last = {step.answer_id: step for step in found.order_by("at", "pk")}
    waiting = [s for s in last.values() if s.kind == ModerationKind.MODERATED]
    returns = {s.answer.agency_return_id: s.answer.agency_return for s in waiting}
    return list(returns.values())


def work_panel(user, _user):
    """For Your work: nothing when no response is waited for."""
    if not user.scope.agency_roles:
        return None
    asked = {
        "notes": list(unanswered(user).order_by("at")),
        "messages": unread(user),
        "returns": moderated(user),
    }
    return asked if any(asked.values()) else None


add_panel(
    Panel(_("The board asks you"), "audits/_challenges.html", work_panel, WORK, 30)
)
