"""Who holds what today, for telling people what is due: ids, a few queries a sweep.

Asked of one person only, their own scope answers: read once a page, no query more.
"""

from collections import defaultdict

from boards.models import Membership, SeatHolding
from boards.roles import RoleName

CHAIRS = ("chair", "deputy_chair")


def officers_of(board_ids, user=None) -> dict[int, set[int]]:
    """Board -> the people of its business unit."""
    if user is not None:
        return _own(user, set(board_ids) & user.scope.boards_as_business_unit)
    held = Membership.objects.live().filter(
        user__is_active=True, role=RoleName.BUSINESS_UNIT, board__in=set(board_ids)
    )
    return by_first(held, "board_id")


def people_of(board_ids, user=None) -> dict[int, set[int]]:
    """Board -> whoever holds any role on it."""
    if user is not None:
        return _own(user, set(board_ids) & user.scope.board_ids)
    held = Membership.objects.live().filter(
        user__is_active=True, board__in=set(board_ids)
    )
    return by_first(held, "board_id")


def agency_people_of(agency_ids, user=None) -> dict[tuple, set[int]]:
    """(board, agency, role) -> the people who hold it."""
    if user is not None:
        return _own(user, _own_places(user, set(agency_ids)))
    held = Membership.objects.live().filter(
        user__is_active=True,
        agency__in=set(agency_ids) - {None},
        role__in=RoleName.for_an_agency(),
    )
    return by_first(held, "board_id", "agency_id", "role")


def role_holders(roles, board_ids, user=None) -> dict[tuple, set[int]]:
    """(board, agency or None, role) -> the people who hold it."""
    held = Membership.objects.live().filter(
        user__is_active=True, role__in=set(roles), board__in=set(board_ids)
    )
    held = held.filter(user=user) if user is not None else held
    return by_first(held, "board_id", "agency_id", "role")


def members_of(group_ids, user=None) -> dict[int, set[int]]:
    """Group -> whoever sits on it."""
    if user is not None:
        return _own(user, set(group_ids) & user.scope.group_ids)
    return by_first(_seated(group_ids), "seat__group_id")


def chairs_of(group_ids, user=None) -> dict[int, set[int]]:
    """Group -> its chair and deputy."""
    if user is not None:
        return _own(user, set(group_ids) & user.scope.chaired_group_ids)
    held = _seated(group_ids).filter(seat__role__in=CHAIRS)
    return by_first(held, "seat__group_id")


def _seated(group_ids):
    return SeatHolding.objects.live().filter(
        user__is_active=True, seat__group__in=set(group_ids) - {None}
    )


def _own_places(user, agency_ids) -> set[tuple]:
    """(board, agency, role) of the person at some agencies."""
    return {
        (board, agency, role)
        for (board, agency), roles in user.scope.agency_roles.items()
        for role in roles & set(RoleName.for_an_agency())
        if agency in agency_ids
    }


def _own(user, places) -> dict:
    """The same answer about one person; a closed account holds nothing."""
    held = {place: {user.pk} for place in places} if user.is_active else {}
    return defaultdict(set, held)


def by_first(held, *keys) -> dict:
    """Holdings as sets of people under their keys."""
    found = defaultdict(set)
    for *key, user_id in held.values_list(*keys, "user_id"):
        found[key[0] if len(key) == 1 else tuple(key)].add(user_id)
    return found
