"""What the board asked an agency after a round, waiting for the agency's words."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audits.choices import ScrutinyKind
from audits.models import ScrutinyNote
from boards.panels import Panel, add_panel
from boards.roles import ROLES, Permission
from learning.deadlines import WORK


def unanswered(user):
    """Challenges, scrutiny and offers of support this person may respond to."""
    mine = Q(pk__in=[])
    for (board_id, agency_id), held in user.scope.agency_roles.items():
        if any(Permission.SUBMIT in ROLES[role].permissions for role in held):
            mine |= Q(board_id=board_id, agency_id=agency_id)
    notes = ScrutinyNote.objects.visible_to(user).filter(mine, responded_at=None)
    notes = notes.exclude(kind=ScrutinyKind.PLAN_ITEM)
    return notes.select_related("agency", "board", "round__source", "question")


def work_panel(user, _user):
    """For Your work: nothing when no response is waited for."""
    if not user.scope.agency_roles:
        return None
    notes = list(unanswered(user).order_by("at"))
    return {"notes": notes} if notes else None


add_panel(
    Panel(_("The board asks you"), "audits/_challenges.html", work_panel, WORK, 30)
)
