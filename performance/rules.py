"""Who keeps the catalogue, who brings figures in, who hands them in."""

from django.core.exceptions import PermissionDenied

from boards.roles import ROLES, Permission
from performance.reach import reads_figures


def is_officer(user, board_id) -> bool:
    return board_id in user.scope.boards_as_business_unit


def keeps_catalogue(user, board) -> bool:
    """The officers edit the live set (HAR-3)."""
    return is_officer(user, board.pk)


def submitting_agencies(user, board_id) -> set[int]:
    """Agencies the person hands in for."""
    return {
        agency
        for (board, agency), held in user.scope.agency_roles.items()
        if board == board_id
        and any(Permission.SUBMIT in ROLES[role].permissions for role in held)
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
