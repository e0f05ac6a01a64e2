"""Seats of groups and the people who hold them."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from boards.access import note_access
from boards.models import Membership, Seat, SeatHolding, User
from boards.services.memberships import end_holding


@transaction.atomic
def save_seat(*, group, values: dict, by, seat=None) -> Seat:
    """Make or change a seat of a group."""
    seat = seat or Seat(group=group)
    for key, value in values.items():
        setattr(seat, key, value)
    seat.save()
    note_access(by, seat, "changed a seat", group=group)
    return seat


def candidates(seat, by):
    """Who may sit: colleagues of the seat's agency, or anybody on the board's list."""
    held = Membership.objects.live().filter(board=seat.group.board_id)
    if seat.agency_id:
        held = held.filter(agency=seat.agency_id)
    people = User.objects.visible_to(by).filter(is_active=True)
    return people.filter(pk__in=held.values("user")).order_by("full_name")


@transaction.atomic
def nominate(*, seat, user, on, by) -> SeatHolding | None:
    """Somebody holds the seat from a day, nobody when `user` is None.

    The one before holds it until the day before; history stays.
    """
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    if user and not candidates(seat, by).filter(pk=user.pk).exists():
        raise ValidationError({"person": _("Choose a colleague of the agency.")})
    last_day = on - timedelta(days=1)
    for holding in seat.holdings.filter(
        Q(held_to__isnull=True) | Q(held_to__gt=last_day)
    ):
        end_holding(holding, last_day)
    note_access(by, seat, "nominated" if user else "left vacant", group=seat.group)
    if user is None:
        return None
    return seat.holdings.create(user=user, nominated_by=by, held_from=on)
