"""Who may write a briefing, for which group, and who may open it to the public."""

from django.core.exceptions import PermissionDenied

from boards.access import allowed, get_visible_or_404
from boards.models import Group
from boards.roles import Permission
from dissemination.models import Briefing
from dissemination.people import own_groups
from dissemination.rules import may_begin


def require_begin(user, board) -> None:
    if not may_begin(user, board):
        raise PermissionDenied(Permission.WRITE_FINDINGS.value)


def may_write(user, briefing) -> bool:
    return allowed(user, Permission.WRITE_FINDINGS, briefing)


def may_set_headings(user, board) -> bool:
    return allowed(user, Permission.EDIT_LEARNING_TABLE, board)


def may_check(user, briefing) -> bool:
    """Somebody who may write it and did not: one's own eyes do not count."""
    return user.pk not in briefing.authors and may_write(user, briefing)


def groups_to_write_for(user, board, source=None):
    """Open groups for officers, their own for chairs; a restricted group's source
    stays with it, and no other source goes to one."""
    lead = source.lead_group if source and source.lead_group_id else None
    if lead and lead.restricted:
        return Group.objects.visible_to(user).of(board).filter(pk=lead.pk)
    groups = own_groups(user, board)
    return groups.filter(restricted=False) if source else groups


def briefing_or_404(request, reference) -> Briefing:
    """A briefing this person may know of."""
    rows = Briefing.objects.visible_to(request.user).select_related(
        "board", "group", "source", "source__board", "created_by", "written_by",
        "opened_by", "withdrawn_by",
    )  # fmt: skip
    return get_visible_or_404(
        rows, request.user, board=request.board, reference=reference
    )


def briefing_to_write(request, reference) -> Briefing:
    """A briefing this person writes in: 404 outside, 403 without the right."""
    found = briefing_or_404(request, reference)
    if not may_write(request.user, found):
        raise PermissionDenied(Permission.WRITE_FINDINGS.value)
    return found
