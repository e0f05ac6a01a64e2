"""Who may tell the public what changed, for which group, and who may open it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from boards.access import allowed, get_visible_or_404
from boards.models import Group
from boards.roles import Permission
from learning.models import ImpactEntry


def groups_to_tell_for(user, board):
    """Open groups for officers, their own for chairs; never a restricted one."""
    rule = Q(pk__in=user.scope.chaired_group_ids)
    if board.pk in user.scope.boards_as_business_unit:
        rule |= Q(restricted=False)
    groups = Group.objects.visible_to(user).of(board).filter(rule)
    return groups.filter(restricted=False)


def may_begin(user, board) -> bool:
    """Whoever runs an open group of the board: officers and chairs."""
    return groups_to_tell_for(user, board).exists()


def require_begin(user, board) -> None:
    if not may_begin(user, board):
        raise PermissionDenied(Permission.WRITE_FINDINGS.value)


def may_write(user, entry) -> bool:
    return allowed(user, Permission.WRITE_FINDINGS, entry)


def may_check(user, entry) -> bool:
    """Somebody who may write it and did not: one's own eyes do not count."""
    return user.pk not in entry.authors and may_write(user, entry)


def entry_or_404(request, reference) -> ImpactEntry:
    """An entry this person may know of."""
    rows = ImpactEntry.objects.visible_to(request.user).select_related(
        "board", "group", "created_by", "written_by", "opened_by", "withdrawn_by"
    )
    return get_visible_or_404(
        rows, request.user, board=request.board, reference=reference
    )


def entry_to_write(request, reference) -> ImpactEntry:
    """An entry this person writes in: 404 outside, 403 without the right."""
    found = entry_or_404(request, reference)
    if not may_write(request.user, found):
        raise PermissionDenied(Permission.WRITE_FINDINGS.value)
    return found
