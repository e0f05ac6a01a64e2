"""Whom an agency is asked through, and who answers for it today."""

from collections import defaultdict

from boards.models import Membership, User
from boards.roles import RoleName
from reviews.models import SinglePoint


def single_points(board_id: int, agencies) -> dict[int, User]:
    """Agency id -> its named contact, who still speaks for it and can sign in."""
    rows = SinglePoint.objects.filter(board=board_id, agency__in=agencies)
    held = speaking_for(board_id, agencies)
    speaking = set(held.values_list("agency_id", "user_id"))
    return {
        row.agency_id: row.user
        for row in rows.select_related("user")
        if (row.agency_id, row.user_id) in speaking
    }


def told(requests) -> dict[int, list[User]]:
    """Request id -> the single point and the leads who are reminded of it."""
    requests = list(requests)
    agencies = {row.agency_id for row in requests}
    held = speaking_for({row.board_id for row in requests}, agencies)
    speaking, leads = defaultdict(dict), defaultdict(dict)
    for one in held.select_related("user").order_by("user__full_name"):
        place = one.board_id, one.agency_id
        speaking[place][one.user_id] = one.user
        if one.role == RoleName.AGENCY_LEAD:
            leads[place][one.user_id] = one.user
    points = SinglePoint.objects.filter(agency__in=agencies)
    named = {(row.board_id, row.agency_id): row.user_id for row in points}
    return {row.pk: _told(row, named, speaking, leads) for row in requests}


def _told(row, named, speaking, leads) -> list[User]:
    place = row.board_id, row.agency_id
    first = speaking[place].get(named.get(place))
    people = {first.pk: first} if first else {}
    return list((people | leads[place]).values())


def speaking_for(boards, agencies):
    """Roles of open accounts that may read and answer an agency's requests.

    `boards` is one board's id, or several.
    """
    boards = [boards] if isinstance(boards, int) else boards
    return Membership.objects.live().filter(
        board__in=boards,
        agency__in=agencies,
        role__in=[RoleName.AGENCY_LEAD, RoleName.AGENCY_CONTRIBUTOR],
        user__is_active=True,
    )
