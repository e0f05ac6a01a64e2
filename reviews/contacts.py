"""Whom an agency is asked through, and who answers for it today."""

from collections import defaultdict

from boards.holders import agency_people_of
from boards.models import User
from boards.roles import RoleName
from reviews.models import SinglePoint


def single_points(board_id: int, agencies) -> dict[int, User]:
    """Agency id -> its named contact, who still speaks for it and can sign in."""
    rows = SinglePoint.objects.filter(board=board_id, agency__in=agencies)
    speaking = _speaking(agency_people_of(agencies))
    return {
        row.agency_id: row.user
        for row in rows.select_related("user")
        if row.user_id in speaking[board_id, row.agency_id]
    }


def told(requests) -> dict[int, list[User]]:
    """Request id -> the single point and the leads who are reminded of it."""
    requests = list(requests)
    agencies = {row.agency_id for row in requests}
    held = agency_people_of(agencies)
    points = SinglePoint.objects.filter(agency__in=agencies)
    named = {(row.board_id, row.agency_id): row.user_id for row in points}
    speaking = _speaking(held)
    everybody = User.objects.filter(pk__in=set().union(*speaking.values()))
    people = list(everybody.order_by("full_name"))
    return {row.pk: _told(row, named, held, speaking, people) for row in requests}


def _told(row, named, held, speaking, people) -> list[User]:
    place = row.board_id, row.agency_id
    leads = held.get((*place, RoleName.AGENCY_LEAD), set())
    point = {named.get(place)} & speaking[place]
    first = [user for user in people if user.pk in point]
    return first + [user for user in people if user.pk in leads - point]


def speaking_for(board_id: int, agency_id: int) -> set[int]:
    """Ids of open accounts that may read and answer an agency's requests."""
    return _speaking(agency_people_of([agency_id]))[board_id, agency_id]


def _speaking(held) -> dict[tuple, set[int]]:
    """(board, agency) -> whoever answers for it, in whichever role."""
    found = defaultdict(set)
    for (board_id, agency_id, _role), people in held.items():
        found[board_id, agency_id] |= people
    return found
