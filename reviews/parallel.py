"""Processes that run beside a review, and who waits for whom, in words."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reviews.choices import Waits
from reviews.models import ParallelProcess


def strip_of(review, user) -> list[dict]:
    """The processes of a review, those still running first, as the strip shows them."""
    rows = ParallelProcess.objects.visible_to(user).filter(review=review)
    ordered = sorted(rows, key=lambda row: bool(row.ended_on))
    return [
        {
            "process": row,
            "name": row.get_kind_display(),
            "waits": waiting(row),
            "until": until(row),
            "holds_us_up": row.waits == Waits.REVIEW and not row.ended_on,
        }
        for row in ordered
    ]


def waiting(row) -> str:
    """Who waits for whom, in words; nobody waits for what has ended."""
    if row.ended_on:
        return _("Nobody waits any more")
    return row.get_waits_display()


def until(row) -> str:
    """When it ended, or is expected to."""
    if row.ended_on:
        return _("Ended on %(day)s") % {"day": _day(row.ended_on)}
    if row.expected_on:
        return _("Expected to end on %(day)s") % {"day": _day(row.expected_on)}
    return _("No end in sight yet")


def _day(day) -> str:
    return date_format(day, "j F Y")
