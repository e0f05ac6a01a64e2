"""Who may raise learning for which group, and who may correct it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from boards.access import allowed
from boards.choices import GroupFunctionChoices
from boards.models import Group
from boards.roles import ROLES, Permission
from learning.source_access import writes_by_name


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


def may_write_findings(user, source) -> bool:
    """The business unit, the chair of the lead group, whoever is named to it (its
    panel), and an agency's lead for what the agency filed itself (CTM-2)."""
    return (
        allowed(user, Permission.WRITE_FINDINGS, source)
        or _files_for_agency(user, source.board_id, source.owner_agency_id)
        or writes_by_name(user, source)
    )


def require_findings(user, source) -> None:
    if not may_write_findings(user, source):
        raise PermissionDenied(Permission.WRITE_FINDINGS.value)


def _files_for_agency(user, board_id, agency_id) -> bool:
    held = user.scope.agency_roles.get((board_id, agency_id), ())
    return any(Permission.FILE_OWN_LEARNING in ROLES[role].permissions for role in held)


def agencies_to_file_for(user, board) -> set[int]:
    """Agencies whose own learning the person may file on a board."""
    own = user.scope.agencies.get(board.pk, set())
    return {pk for pk in own if _files_for_agency(user, board.pk, pk)}


def may_reply(user, recommendation) -> bool:
    """The addressee's lead or executive; for a body outside, whoever writes the
    recommendations notes what it said."""
    if recommendation.addressee_agency_id is None:
        return may_write_findings(user, recommendation.source)
    return allowed(user, Permission.REPLY_TO_RECOMMENDATION, recommendation)


def may_file_good_practice(user, board) -> bool:
    """Any member of a group, agency leads, and whoever may raise learning (WOL-1)."""
    return (
        allowed(user, Permission.RAISE_LEARNING, board)
        or bool(agencies_to_file_for(user, board))
        or Group.objects.of(board).filter(pk__in=user.scope.group_ids).exists()
    )
