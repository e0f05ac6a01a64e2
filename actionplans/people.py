"""People who may be named in plans: with a part on the board today."""

from django.db.models import Q

from boards.holders import agency_people_of
from boards.models import Membership, User
from boards.roles import RoleName


def people_of(user, board):
    """People of a board that the person may see."""
    live = Membership.objects.live().filter(board=board)
    seen = User.objects.visible_to(user).filter(is_active=True)
    return seen.filter(pk__in=live.values("user"))


def agency_leads(board, agency_ids) -> dict[int, set[int]]:
    """Agency -> the people who lead for it on a board today."""
    held = agency_people_of(agency_ids)
    return {
        agency: people
        for (place, agency, role), people in held.items()
        if place == board.pk and role == RoleName.AGENCY_LEAD
    }


def people_and(named, user, board):
    """People of a board that the person may see, and some others by their keys."""
    seen = people_of(user, board)
    return User.objects.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=named))


def leads_for(user, plan):
    """People who could report on a plan: those the person may see, and for a confined
    plan only members of its group."""
    people = people_of(user, plan.board)
    if plan.confined_to_id is None:
        return people
    seats = plan.confined_to.seats.filter(holdings__held_to__isnull=True)
    return people.filter(pk__in=seats.values("holdings__user"))
