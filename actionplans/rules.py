"""Who may run a plan, update an action, review its impact."""

from django.core.exceptions import PermissionDenied

from boards.access import allowed
from boards.roles import ROLES, Permission


def speaks_for(user, board_id, agency_id) -> bool:
    """Whether the person updates actions for this very agency on this board."""
    held = user.scope.agency_roles.get((board_id, agency_id), ())
    return any(Permission.UPDATE_ACTION in ROLES[role].permissions for role in held)


def may_manage_plan(user, plan) -> bool:
    """The officers and the chair of its group; an agency's own plan, the agency."""
    if plan.agency_id:
        return speaks_for(user, plan.board_id, plan.agency_id)
    return allowed(user, Permission.MANAGE_PLAN, plan)


def may_open_plan(user, board) -> bool:
    """The officers, and chairs of groups of the board."""
    if board.pk in user.scope.boards_as_business_unit:
        return True
    return board.pk in user.scope.chaired_board_ids


def agencies_to_plan_for(user, board) -> set[int]:
    """Agencies whose own plan the person may write."""
    own = user.scope.agencies.get(board.pk, set())
    return {pk for pk in own if speaks_for(user, board.pk, pk)}


def may_edit_action(user, action) -> bool:
    """Whoever runs its plan, and the chair of the group that monitors the action."""
    if action.own_plan_of_id:
        return speaks_for(user, action.board_id, action.own_plan_of_id)
    return may_manage_plan(user, action.plan) or _chairs(user, action)


def _chairs(user, action) -> bool:
    return bool(action.group_ids & user.scope.chaired_group_ids)


def may_update_action(user, action) -> bool:
    """Its owner and lead member, its agency's people, and whoever edits it."""
    named = user.pk in {action.owner_id, action.lead_member_id}
    carries = action.agency_id and speaks_for(user, action.board_id, action.agency_id)
    return bool(named or carries) or may_edit_action(user, action)


def may_review_impact(user, action) -> bool:
    """The group that monitors it and the officers; of its own plan, the agency."""
    if action.own_plan_of_id:
        return speaks_for(user, action.board_id, action.own_plan_of_id)
    return allowed(user, Permission.REVIEW_IMPACT, action)


def may_challenge(user, plan) -> bool:
    return allowed(user, Permission.CHALLENGE_PLAN, plan)


def require_rule(rule, user, record, permission: Permission) -> None:
    """403 unless a rule of this module lets the person on."""
    if not rule(user, record):
        raise PermissionDenied(permission.value)
