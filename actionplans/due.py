"""Spans of due dates people ask for, and how long actions wait."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from frameworks.calendar import add_months

OVERDUE, THIS_MONTH, NEXT_QUARTER = "overdue", "month", "quarter"
SPANS = [
    (OVERDUE, _("Overdue")),
    (THIS_MONTH, _("This month")),
    (NEXT_QUARTER, _("In the next three months")),
]


def span_of(key: str, day: datetime.date):
    """First and last day of a span; None where it has no bound."""
    if key == OVERDUE:
        return None, day - datetime.timedelta(1)
    if key == THIS_MONTH:
        first = day.replace(day=1)
        return first, add_months(first, 1) - datetime.timedelta(1)
    return day, add_months(day, 3)


@dataclass(frozen=True)
class Age:
    """How far from its date an open action is."""

    key: str
    label: str
    first: datetime.date | None
    last: datetime.date | None


def ages(day: datetime.date) -> list[Age]:
    """The steps of the ageing picture on a day, longest late first."""
    edges = [None, add_months(day, -12), add_months(day, -6), add_months(day, -3), day]
    labels = [
        ("year_late", _("More than 12 months late")),
        ("half_late", _("6 to 12 months late")),
        ("quarter_late", _("3 to 6 months late")),
        ("late", _("Up to 3 months late")),
    ]
    late = [
        Age(key, label, edges[at], _day_before(edges[at + 1]))
        for at, (key, label) in enumerate(labels)
    ]

    month, quarter = add_months(day, 1), add_months(day, 3)
    return [
        *late,
        Age("month", _("Due within a month"), day, month),
        Age("quarter", _("Due in 1 to 3 months"), _day_after(month), quarter),
        Age("later", _("Due later"), _day_after(quarter), None),
    ]


def _day_before(day):
    return day - datetime.timedelta(1)


def _day_after(day):
    return day + datetime.timedelta(1)
