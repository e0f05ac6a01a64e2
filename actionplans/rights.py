"""Which part of an action somebody may change from outside its page."""

from actionplans.models import Action
from actionplans.rules import may_edit_action, may_update_action
from boards.roles import ROLES, Permission

# What an agency says of the actions it carries; the rest is the plan's own.
OF_THE_AGENCY = {"status", "progress"}


def may_change(user, action: Action, name: str) -> bool:
    """Whether this person may change one part of an action they see."""
    if name in OF_THE_AGENCY:
        return may_update_action(user, action)
    return may_edit_action(user, action)


def may_bring(user, board) -> bool:
    """Whether there may be an action on the board this person may change."""
    if user.scope.chaired_group_ids:
        return True
    held = user.scope.roles.get(board.pk, ())
    return any(Permission.UPDATE_ACTION in ROLES[role].permissions for role in held)
