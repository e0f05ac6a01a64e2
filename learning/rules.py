"""Who may raise learning for which group, and who may correct it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from boards.access import allowed
from boards.choices import GroupFunctionChoices
from boards.models import Group
from boards.roles import Permission


def groups_to_raise_for(user, board):
    """Groups on whose behalf a person raises learning on a board today.

    Members: the groups they sit on that identify learning (seed 000, governance).
    The business unit: every group that is not restricted.
    """
    identify = Group.objects.with_function(GroupFunctionChoices.IDENTIFY)
    rule = Q(pk__in=user.scope.group_ids) & Q(pk__in=identify.values("pk"))
    if board.pk in user.scope.boards_as_business_unit:
        rule |= Q(restricted=False)
    return Group.objects.visible_to(user).of(board).filter(rule)


def require_groups(user, board):
    """The same groups, or 403 where there is none."""
    groups = groups_to_raise_for(user, board)
    if not groups.exists():
        raise PermissionDenied(Permission.RAISE_LEARNING.value)
    return groups


def may_edit_source(user, source) -> bool:
    """The business unit, and the chair of the group that owns it."""
    chairs = source.group_ids & user.scope.chaired_group_ids
    return bool(chairs) or allowed(user, Permission.EDIT_LEARNING_TABLE, source)


def require_edit_source(user, source) -> None:
    if not may_edit_source(user, source):
        raise PermissionDenied(Permission.EDIT_LEARNING_TABLE.value)
