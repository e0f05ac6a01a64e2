"""A limit in words: how much time is left or over, and what happened to it."""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.calendars import working_calendar
from frameworks.vocabulary import Unit

SOON = 5  # working days


@dataclass(frozen=True)
class Countdown:
    """How a limit stands on a day: words, and a colour that adds nothing to them."""

    text: str
    colour: str = ""
    is_late: bool = False


def day_in_words(day) -> str:
    return date_format(day, "j F Y")


def countdown(milestone, today, *, closed: bool = False) -> Countdown:
    """Where a limit stands today, in the unit the limit counts in."""
    if milestone.met_on:
        return _met(milestone)
    if closed:
        return Countdown(_("Not met"), "grey")
    if milestone.paused_on:
        since = day_in_words(milestone.paused_on)
        return Countdown(_("Stands still since %s") % since, "grey")
    if milestone.due_on < today:
        over = distance(milestone.unit, milestone.due_on, today)
        return Countdown(_("%s late") % over, "red", is_late=True)
    return _running(milestone, today)


def _met(milestone) -> Countdown:
    words = {"day": day_in_words(milestone.met_on)}
    if milestone.met_on <= milestone.due_on:
        return Countdown(_("Met on %(day)s, on time") % words, "green")
    words["over"] = distance(milestone.unit, milestone.due_on, milestone.met_on)
    return Countdown(_("Met on %(day)s, %(over)s late") % words, "orange")


def _running(milestone, today) -> Countdown:
    if milestone.due_on == today:
        return Countdown(_("Due today"), "orange")
    left = working_calendar().working_days_between(today, milestone.due_on)
    text = _("%s left") % distance(milestone.unit, today, milestone.due_on)
    return Countdown(text, "yellow" if left <= SOON else "blue")


def distance(unit, first: datetime.date, last: datetime.date) -> str:
    """From one day to a later one: working days where the limit counts in those."""
    working = working_calendar().working_days_between(first, last)
    if unit == Unit.WORKING_DAYS and working:
        return ngettext("%d working day", "%d working days", working) % working
    days = (last - first).days
    return ngettext("%d day", "%d days", days) % days


def beyond_the_table(milestone) -> bool:
    """Whether bank holidays are not known up to the due date of a limit."""
    return working_calendar().warns_past(milestone.due_on)
