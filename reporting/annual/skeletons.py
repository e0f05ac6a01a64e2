"""A board's skeleton of its annual report: the year, the due day, what is asked."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from learning.models import ReportTemplate

KEY = "annual_report"


@dataclass(frozen=True)
class Dates:
    """The year a report is about, and the day it is due."""

    first: datetime.date
    last: datetime.date
    due: datetime.date


def skeleton_of(user, board) -> ReportTemplate | None:
    """The board's annual report as its pack gives it, or None where it has none."""
    rows = ReportTemplate.objects.visible_to(user).filter(board=board, key=KEY)
    found = rows.filter(retired_on__isnull=True).first()
    return found if found and found.annual else None


def dates_of(annual: dict, today: datetime.date | None = None) -> Dates:
    """The last whole year before a day, and the first due day after that year."""
    today = today or timezone.localdate()
    begins = datetime.date(today.year, annual["first_month"], 1)
    if begins > today:
        begins = begins.replace(year=begins.year - 1)
    last = begins - datetime.timedelta(days=1)
    first = begins.replace(year=begins.year - 1)
    due = _day(last.year, annual)
    return Dates(first, last, due if due > last else _day(last.year + 1, annual))


def _day(year: int, annual: dict) -> datetime.date:
    """The due day in a year; 29 February falls on the 28th in other years."""
    month, day = annual["due_month"], annual["due_day"]
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return datetime.date(year, month, day - 1)


def checklist_of(annual: dict, on: datetime.date) -> list[dict]:
    """Items in force on a day."""
    day = on.isoformat()
    return [
        item
        for item in annual["checklist"]
        if (item["valid_from"] or day) <= day <= (item["valid_to"] or day)
    ]
