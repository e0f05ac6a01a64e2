"""Who holds what today, for telling people what is due: ids, a few queries a sweep."""

from collections import defaultdict

from boards.models import Membership, SeatHolding
from boards.roles import RoleName

CHAIRS = ("chair", "deputy_chair")


def officers_of(board_ids, user=None) -> dict[int, set[int]]:
    """Board -> the people of its business unit."""
    held = Membership.objects.live().filter(
        user__is_active=True, role=RoleName.BUSINESS_UNIT, board__in=set(board_ids)
    )
    return by_first(held, user, "board_id")


def people_of(board_ids, user=None) -> dict[int, set[int]]:
    """Board -> whoever holds any role on it."""
    held = Membership.objects.live().filter(
        user__is_active=True, board__in=set(board_ids)
    )
    return by_first(held, user, "board_id")


def agency_people_of(agency_ids, user=None) -> dict[tuple, set[int]]:
    """(board, agency, role) -> the people who hold it."""
    held = Membership.objects.live().filter(
        user__is_active=True,
        agency__in=set(agency_ids) - {None},
        role__in=RoleName.for_an_agency(),
    )
    return by_first(held, user, "board_id", "agency_id", "role")


def members_of(group_ids, user=None) -> dict[int, set[int]]:
    """Group -> whoever sits on it."""
    return by_first(_seated(group_ids), user, "seat__group_id")


def chairs_of(group_ids, user=None) -> dict[int, set[int]]:
    """Group -> its chair and deputy."""
    held = _seated(group_ids).filter(seat__role__in=CHAIRS)
    return by_first(held, user, "seat__group_id")


def _seated(group_ids):
    return SeatHolding.objects.live().filter(
        user__is_active=True, seat__group__in=set(group_ids) - {None}
    )


def by_first(held, user, *keys) -> dict:
    """Holdings as sets of people under their keys; one person's only, if asked."""
    if user is not None:
        held = held.filter(user=user)
    found = defaultdict(set)
    for *key, user_id in held.values_list(*keys, "user_id"):
        found[key[0] if len(key) == 1 else tuple(key)].add(user_id)
    return found
