"""Who may write a summary, answer it, run a plan, deliver a line, log a share."""

from django.core.exceptions import PermissionDenied

from boards.access import allowed
from boards.roles import ROLES, Permission


def is_officer(user, board_id) -> bool:
    return board_id in user.scope.boards_as_business_unit


def runs_group(user, board_id, group_id) -> bool:
    """The officers, and the chair of the group. Ask only of rows the person sees."""
    return is_officer(user, board_id) or group_id in user.scope.chaired_group_ids


def may_begin(user, board) -> bool:
    """Whoever writes for a group of the board: officers and chairs."""
    return is_officer(user, board.pk) or board.pk in user.scope.chaired_board_ids


def may_write_summary(user, summary) -> bool:
    """The officers and the chair of the group that learnt (SOL-33)."""
    return runs_group(user, summary.board_id, summary.group_id)


def may_answer_summary(user, summary) -> bool:
    """The officers and the chair of the group it goes to (CTM-17)."""
    return runs_group(user, summary.board_id, summary.to_group_id)


def may_change_commission(user, commission) -> bool:
    """Who asked."""
    return runs_group(user, commission.board_id, commission.from_group_id)


def may_answer_commission(user, commission) -> bool:
    """Who was asked."""
    return runs_group(user, commission.board_id, commission.to_group_id)


def may_manage_plan(user, plan) -> bool:
    """The officers and the chair of the group that keeps it (SOL-34)."""
    return runs_group(user, plan.board_id, plan.group_id)


def may_deliver(user, line) -> bool:
    """Its owner, the people of its agency, and whoever runs the plan."""
    held = user.scope.agency_roles.get((line.board_id, line.agency_id), ())
    carries = any(Permission.UPDATE_ACTION in ROLES[r].permissions for r in held)
    return line.owner_id == user.pk or carries or may_manage_plan(user, line.plan)


def may_log_share(user, board) -> bool:
    """Who raises learning, and members of the board's groups (HAR-40)."""
    seated = board.pk in user.scope.seated_board_ids
    return seated or allowed(user, Permission.RAISE_LEARNING, board)


def may_change_share(user, share) -> bool:
    """Who wrote it, and the officers."""
    return share.by_id == user.pk or is_officer(user, share.board_id)


def require_rule(rule, user, record, permission: Permission) -> None:
    """403 unless a rule of this module lets the person on."""
    if not rule(user, record):
        raise PermissionDenied(permission.value)
