"""The guard of every view: fetch what is visible, then require the right.

Outside the audience: 404, with the same words as a missing record.
Inside it without the right: 403.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from boards.models import AccessRecord
from boards.roles import CHAIR, GROUP_MEMBER, ROLES, Permission


def visible(model_or_queryset, user):
    """What this person may know of: a queryset to start from."""
    queryset = getattr(model_or_queryset, "objects", model_or_queryset)
    return queryset.visible_to(user)


def get_visible_or_404(model_or_queryset, user, **lookup):
    """One visible record, or Http404 whether it is hidden or missing."""
    queryset = visible(model_or_queryset, user)
    found = queryset.filter(**lookup).first()
    if found is None:
        raise Http404
    return found


def can_view(user, record) -> bool:
    """Ask the list, so that list and page cannot disagree."""
    manager = type(record)._default_manager
    return manager.visible_to(user).filter(pk=record.pk).exists()


def allowed(user, permission: Permission, record) -> bool:
    """May this person use the verb on this record (or board)?

    `record` has `board_id`; rows of an agency have `agency_id`; rows a group
    answers for have `group_ids`.
    """
    return _by_role(user.scope, permission, record) or _by_seat(
        user.scope, permission, record
    )


def _by_role(scope, permission, record) -> bool:
    agency_id = getattr(record, "agency_id", None)
    for role in scope.roles.get(record.board_id, ()):
        if permission not in ROLES[role].permissions:
            continue
        if not ROLES[role].own_agency_only or _holds_for_agency(
            scope, role, record.board_id, agency_id
        ):
            return True
    return False


def _holds_for_agency(scope, role, board_id, agency_id) -> bool:
    """Agency roles reach their own agency's rows, and rows of no agency."""
    if agency_id is None:
        return True
    return role in scope.agency_roles.get((board_id, agency_id), ())


def _by_seat(scope, permission, record) -> bool:
    group_ids = set(getattr(record, "group_ids", ()))
    if permission in CHAIR.permissions and group_ids & scope.chaired_group_ids:
        return True
    return permission in GROUP_MEMBER.permissions and bool(group_ids & scope.group_ids)


def require(user, permission: Permission, record) -> None:
    """Raise PermissionDenied (403) unless the person may use the verb here."""
    if not allowed(user, permission, record):
        raise PermissionDenied(permission.value)


def note_access(user, record, action: str, *, group=None) -> None:
    """Keep that somebody looked at, downloaded or refused something."""
    AccessRecord.objects.create(
        user_id=user.pk,
        user_name=str(user),
        board_id=getattr(record, "board_id", None),
        group_id=group.pk if group and group.restricted else None,
        model=record._meta.label_lower,
        reference=str(getattr(record, "reference", "") or record.pk),
        action=action,
    )
