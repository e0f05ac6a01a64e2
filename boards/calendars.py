"""Working days as this portal counts them: the shipped table and its corrections."""

import datetime
from contextlib import contextmanager

from asgiref.local import Local
from django.utils import timezone

from boards.models import BankHoliday
from frameworks.calendar import WorkingCalendar, bank_holidays

WARN_BEFORE = datetime.timedelta(days=365)
_request = Local()


@contextmanager
def kept_for_one_request():
    """Read the table at most once while a request lasts."""
    _request.kept = {}
    try:
        yield
    finally:
        del _request.kept


def working_calendar() -> WorkingCalendar:
    """The calendar in force. Outside a request it is read anew each time."""
    kept = getattr(_request, "kept", None)
    if kept is None:
        return _read()
    return kept.get("calendar") or kept.setdefault("calendar", _read())


def forget() -> None:
    """Read again: the table was just corrected."""
    if getattr(_request, "kept", None):
        _request.kept.clear()


def _read() -> WorkingCalendar:
    days = set(BankHoliday.objects.values_list("day", flat=True))
    if not days:  # nothing was loaded or corrected yet
        return WorkingCalendar.shipped()
    return WorkingCalendar(days, bank_holidays().known_until)


def ends_soon(today=None) -> bool:
    """Whether the table ends within 12 months, so that due dates may be wrong."""
    today = today or timezone.localdate()
    return bank_holidays().known_until < today + WARN_BEFORE
