"""Who makes bulletins, for which group; fetching one to read, to write."""

from django.core.exceptions import PermissionDenied

from boards.access import get_visible_or_404
from boards.choices import GroupFunctionChoices
from boards.models import Group
from boards.roles import Permission
from dissemination.choices import BulletinKind
from dissemination.models import Bulletin, BulletinItem
from dissemination.rules import is_officer, runs_group

WORDS = (BulletinKind.TEXT, BulletinKind.LINK)
PICKED = [kind for kind in BulletinKind if kind not in WORDS]


def groups_to_send_for(user, board):
    """Open groups: every one for the officers; for a chair, those of their own that
    share learning."""
    groups = Group.objects.visible_to(user).of(board).filter(restricted=False)
    if is_officer(user, board.pk):
        return groups
    mine = groups.filter(pk__in=user.scope.chaired_group_ids)
    return mine.with_function(GroupFunctionChoices.SHARE)


def may_write_bulletin(user, bulletin) -> bool:
    """The officers, and the chair of the group it is from."""
    return runs_group(user, bulletin.board_id, bulletin.group_id)


def bulletin_or_404(request, reference) -> Bulletin:
    """A bulletin this person may know of."""
    rows = Bulletin.objects.visible_to(request.user).select_related(
        "board", "group", "method", "sent_by", "created_by"
    )
    return get_visible_or_404(
        rows, request.user, board=request.board, reference=reference
    )


def bulletin_to_write(request, reference) -> Bulletin:
    """A bulletin this person makes: 404 outside, 403 without the right."""
    found = bulletin_or_404(request, reference)
    if not may_write_bulletin(request.user, found):
        raise PermissionDenied(Permission.MANAGE_PLAN.value)
    return found


def item_to_write(request, reference, pk) -> BulletinItem:
    """A piece of a bulletin this person makes."""
    bulletin = bulletin_to_write(request, reference)
    rows = BulletinItem.objects.visible_to(request.user)
    found = get_visible_or_404(rows, request.user, bulletin=bulletin, pk=pk)
    found.bulletin = bulletin
    return found
