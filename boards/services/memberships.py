"""Ending roles, and closing the accounts of people who left."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.access import note_access
from boards.models import Membership, SeatHolding, User


@transaction.atomic
def end_membership(*, membership, by, last_day=None) -> None:
    """End a role after a day, or at once when no day is given.

    Seats held through it end with it. Raises ValidationError for a day before it began.
    """
    last_day = last_day or timezone.localdate() - timedelta(days=1)
    note_access(by, membership, "ended the role")
    if membership.active_from > last_day:
        _forget_today(membership, last_day)
    else:
        membership.active_to = last_day
        membership.save()
    _end_seats(membership, last_day)
    _close_if_left(membership.user)


def _forget_today(membership, last_day):
    """A role that began today ends at once: its history keeps that it was."""
    if membership.active_from > timezone.localdate():
        raise ValidationError({"last_day": _("The role has not begun yet.")})
    if last_day >= timezone.localdate():
        raise ValidationError({"last_day": _("The role began after this day.")})
    membership.delete()


def _end_seats(membership, last_day):
    """Without a role on the board, or for the agency, its seats are vacant."""
    after = Membership.objects.filter(
        Q(active_to__isnull=True) | Q(active_to__gt=last_day),
        user=membership.user_id,
        board=membership.board_id,
    )
    open_ended = Q(held_to__isnull=True) | Q(held_to__gt=last_day)
    held = SeatHolding.objects.filter(
        open_ended, user=membership.user_id, seat__group__board=membership.board_id
    )
    if after.exists():
        if not membership.agency_id or after.filter(agency=membership.agency).exists():
            return
        held = held.filter(seat__agency=membership.agency_id)
    for holding in held:
        end_holding(holding, last_day)


def end_holding(holding, last_day) -> None:
    """End a time in a seat; one that would end before it began never was."""
    if holding.held_from > last_day:
        holding.delete()
    else:
        holding.held_to = last_day
        holding.save()


def _close_if_left(user):
    """A leaver's account closes with the last role; operators hold none."""
    today = timezone.localdate()
    still = user.memberships.filter(
        Q(active_to__isnull=True) | Q(active_to__gte=today)
    ).exists()
    if not still and not user.is_operator and user.is_active:
        user.is_active = False
        user.save()


@transaction.atomic
def close_left_accounts() -> int:
    """Close accounts whose last role ended since; says how many."""
    today = timezone.localdate()
    staying = Membership.objects.filter(
        Q(active_to__isnull=True) | Q(active_to__gte=today)
    )
    left = User.objects.filter(is_active=True, is_operator=False).exclude(
        pk__in=staying.values("user")
    )
    left = list(left.filter(memberships__isnull=False).distinct())
    for user in left:
        _close_if_left(user)
    return len(left)
