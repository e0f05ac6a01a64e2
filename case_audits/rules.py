"""Who runs audits, who proposes, who answers for an agency."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from boards.access import allowed
from boards.models import Agency, Group
from boards.roles import ROLES, Permission
from case_audits.models import CaseAudit


def runs_audits(user, board) -> bool:
    """The officers, and chairs of the board's groups."""
    return (
        board.pk in user.scope.boards_as_business_unit
        or board.pk in user.scope.chaired_board_ids
    )


def groups_run_by(user, board):
    """Groups for whose audits the person decides."""
    rule = Q(pk__in=user.scope.chaired_group_ids)
    if board.pk in user.scope.boards_as_business_unit:
        rule |= Q(restricted=False)
    return Group.objects.visible_to(user).of(board).filter(rule)


def may_run(user, record) -> bool:
    """The officers and the chair of the group it belongs to."""
    return allowed(user, Permission.MANAGE_REVIEW, record)


def works_on(user, audit) -> bool:
    """Whether the cases of an audit are open to the person as one who runs it."""
    return CaseAudit.objects.worked_on_by(user).filter(pk=audit.pk).exists()


def may_propose(user, board) -> bool:
    """Any agency's lead or contributor, any member of a group or the board (WOL-28)."""
    return (
        allowed(user, Permission.RAISE_LEARNING, board)
        or allowed(user, Permission.ANSWER_REQUEST, board)
        or board.pk in user.scope.seated_board_ids
    )


def writes_for(user, record) -> bool:
    """The agency's leads and contributors: accept, write, hand in."""
    return _holds(user, record, Permission.ANSWER_REQUEST)


def files_for(user, record) -> bool:
    """The agency's leads: plan, deposit and keep its own audits."""
    return _holds(user, record, Permission.FILE_OWN_LEARNING)


def _holds(user, record, permission) -> bool:
    held = user.scope.agency_roles.get((record.board_id, record.agency_id), ())
    return any(permission in ROLES[role].permissions for role in held)


def agencies_for(user, board, permission=Permission.ANSWER_REQUEST):
    """Agencies for which the person may speak so on a board."""
    own = [
        agency
        for (held_on, agency), roles in user.scope.agency_roles.items()
        if held_on == board.pk
        and any(permission in ROLES[role].permissions for role in roles)
    ]
    return Agency.objects.visible_to(user).filter(pk__in=own)


def require_rule(holds: bool, permission: Permission) -> None:
    """403 unless a rule of this module lets the person on."""
    if not holds:
        raise PermissionDenied(permission.value)
