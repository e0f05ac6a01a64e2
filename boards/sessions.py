"""How long a session lasts (security SE-1)."""

import time

from django.conf import settings


def is_over(session, now: int) -> bool:
    """Whether it stood idle too long, or lived too long."""
    too_old = now - session.get("started_at", now) > settings.SESSION_ABSOLUTE_SECONDS
    idle = now - session.get("seen_at", now)
    return too_old or idle > settings.SESSION_IDLE_SECONDS


def expires_at(session) -> int:
    """When it ends if nothing more happens, in seconds since 1970."""
    now = int(time.time())
    idle_end = session.get("seen_at", now) + settings.SESSION_IDLE_SECONDS
    last = session.get("started_at", now) + settings.SESSION_ABSOLUTE_SECONDS
    return min(idle_end, last)
