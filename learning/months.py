"""Months by name, and the next day a timetable entry falls due."""

import calendar
from datetime import date

from django.utils.translation import gettext_lazy as _

MONTHS = [
    (1, _("January")),
    (2, _("February")),
    (3, _("March")),
    (4, _("April")),
    (5, _("May")),
    (6, _("June")),
    (7, _("July")),
    (8, _("August")),
    (9, _("September")),
    (10, _("October")),
    (11, _("November")),
    (12, _("December")),
]


def day_in(year: int, month: int, day: int) -> date:
    """A day of a month; 0, or a day it does not have, is its last."""
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day or last, last))


def next_due(months, day: int, today: date) -> date | None:
    """The first due day from today on, or None when no month is set."""
    ahead = [
        day_in(year, month, day)
        for year in (today.year, today.year + 1)
        for month in months
    ]
    return min((each for each in ahead if each >= today), default=None)
