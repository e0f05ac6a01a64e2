"""A person's calendar address: secret, kept only as a hash, taken back at any time."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from boards.models import User
from boards.services.invitations import hash_of
from learning.models import CalendarToken

# Calendars ask every few minutes at most; whoever asks faster is guessing or broken.
READ_EVERY = timedelta(seconds=30)


class TooSoon(Exception):
    """The address was read a moment ago."""


@transaction.atomic
def create_address(*, by: User) -> str:
    """A new secret for the person; the old address stops working. Told only once."""
    revoke_addresses(by=by)
    token = secrets.token_urlsafe(32)
    CalendarToken.objects.create(user=by, token_hash=hash_of(token))
    return token


@transaction.atomic
def revoke_addresses(*, by: User) -> int:
    """Calendars that know the address get nothing more; says how many there were."""
    live = CalendarToken.objects.filter(user=by, revoked_at=None)
    return live.update(revoked_at=timezone.now())  # no history: the row says it all


def person_reading(token: str) -> User | None:
    """Whose calendar an address is; None for a wrong or revoked one or a leaver's.

    Raises TooSoon when it was read less than half a minute ago.
    """
    now = timezone.now()
    known = CalendarToken.objects.filter(
        token_hash=hash_of(token), revoked_at=None, user__is_active=True
    )
    long_ago = Q(last_read_at=None) | Q(last_read_at__lt=now - READ_EVERY)
    if known.filter(long_ago).update(last_read_at=now):
        return known.select_related("user").get().user
    if known.exists():
        raise TooSoon
    return None
