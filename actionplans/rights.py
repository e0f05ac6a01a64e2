"""Who may change which part of an action."""

from actionplans.models import Action
from boards.access import allowed
from boards.roles import ROLES, Permission

# What an agency says of the actions it carries; the rest is the plan's own.
OF_THE_AGENCY = {"status", "progress"}


def may_change(user, action: Action, name: str) -> bool:
    """Whether this person may change one part of an action they see."""
    if may_manage(user, action):
        return True
    return name in OF_THE_AGENCY and may_update(user, action)


def may_manage(user, action: Action) -> bool:
    """The officers, the chair of its group; an agency's own plan is its own."""
    return allowed(user, Permission.MANAGE_PLAN, action)


def may_update(user, action: Action) -> bool:
    """Those who run the plan, the agency that carries the action, its owner."""
    if user.pk in (action.owner_id, action.lead_member_id):
        return True
    # A role of an agency reaches no action without one.
    if action.agency_id is None:
        return may_manage(user, action)
    return allowed(user, Permission.UPDATE_ACTION, action)


def may_bring(user, board) -> bool:
    """Whether there may be an action on the board this person may change."""
    if user.scope.chaired_group_ids:
        return True
    held = user.scope.roles.get(board.pk, ())
    return any(Permission.UPDATE_ACTION in ROLES[role].permissions for role in held)
