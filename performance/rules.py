"""Who keeps the catalogue, who brings figures in, who hands them in."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from boards.models import Group
from boards.roles import ROLES, Permission, RoleName
from performance.reach import reads_figures


def is_officer(user, board_id) -> bool:
    return board_id in user.scope.boards_as_business_unit


def keeps_catalogue(user, board) -> bool:
    """The officers edit the live set (HAR-3)."""
    return is_officer(user, board.pk)


def submitting_agencies(user, board_id) -> set[int]:
    """Agencies the person hands in for."""
    return _agencies_with(user, board_id, Permission.SUBMIT)


def _agencies_with(user, board_id, permission) -> set[int]:
    return {
        agency
        for (board, agency), held in user.scope.agency_roles.items()
        if board == board_id
        and any(permission in ROLES[role].permissions for role in held)
    }


def may_import(user, board, agency_id=None) -> bool:
    """The officers any file; an agency's lead or executive its own (CTM-38)."""
    if not user.is_active:
        return False
    if is_officer(user, board.pk):
        return True
    return agency_id in submitting_agencies(user, board.pk)


def may_bring(user, board) -> bool:
    """Whether the person brings any file in."""
    return is_officer(user, board.pk) or bool(submitting_agencies(user, board.pk))


def require_reader(request) -> None:
    """403 for people of the board whom its figures are not for."""
    reads = request.board.pk in reads_figures(request.user.scope)
    require_rule(reads, Permission.READ_ANALYSIS)


def require_rule(passes: bool, permission: Permission) -> None:
    """403 unless a rule of this module let the person on."""
    if not passes:
        raise PermissionDenied(permission.value)


def summarising_groups(user, board):
    """Groups the person speaks for: chairs their own, officers all open ones."""
    rule = Q(pk__in=user.scope.chaired_group_ids)
    if is_officer(user, board.pk):
        rule |= Q(restricted=False)
    groups = Group.objects.visible_to(user).of(board)
    return groups.filter(rule, restricted=False)


def speaks_for_the_board(user, board) -> bool:
    """Officers and chairs of groups: they record what was agreed, and summaries."""
    return is_officer(user, board.pk) or board.pk in user.scope.chaired_board_ids


def may_ask(user, board) -> bool:
    """Officers, chairs and board members (HAR-8, HAR-9)."""
    members = user.scope.boards_as(RoleName.BOARD_MEMBER)
    return speaks_for_the_board(user, board) or board.pk in members


def may_reply(user, asked) -> bool:
    """The agency's lead or executive, the group's chair, and the officers."""
    if asked.group_id:
        mine = asked.group_id in user.scope.chaired_group_ids
    else:
        mine = asked.agency_id in submitting_agencies(user, asked.board_id)
    return mine or is_officer(user, asked.board_id)


def answering_agencies(user, board_id) -> set[int]:
    """Agencies the person types figures in for."""
    return _agencies_with(user, board_id, Permission.ANSWER)
