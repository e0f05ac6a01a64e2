"""How often a board looks at its plans, and the quarters it counts in."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from actionplans.models import PlanRhythm
from frameworks.calendar import add_months


def rhythm_of(board) -> PlanRhythm:
    """The board's own numbers, or the usual ones."""
    return getattr(board, "plan_rhythm", None) or PlanRhythm(board=board)


def first_look(action) -> datetime.date:
    """So many months after the intended date: a late finish does not put it off."""
    return add_months(action.due_on, rhythm_of(action.board).look_again_months)


def next_look(action, held_on: datetime.date) -> datetime.date:
    """After a look on a day, counted from the intended date again."""
    months = rhythm_of(action.board).look_again_months
    day = action.review_on or action.due_on
    while day <= held_on:
        day = add_months(day, months)
    return day


@dataclass(frozen=True)
class Quarter:
    """Three months of the financial year, April to June the first."""

    first: datetime.date

    @classmethod
    def of(cls, day: datetime.date) -> "Quarter":
        return cls(day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1))

    @classmethod
    def read(cls, key: str) -> "Quarter | None":
        """The quarter a key names; None where it names none."""
        try:
            day = datetime.date.fromisoformat(f"{key}-01")
        except ValueError:
            return None
        return cls.of(day) if 2000 <= day.year <= 2199 else None

    @property
    def key(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def last(self) -> datetime.date:
        return add_months(self.first, 3) - datetime.timedelta(1)

    @property
    def before(self) -> "Quarter":
        return Quarter(add_months(self.first, -3))

    @property
    def after(self) -> "Quarter":
        return Quarter(add_months(self.first, 3))

    @property
    def is_over(self) -> bool:
        return self.last < timezone.localdate()

    @property
    def moments(self) -> tuple[datetime.datetime, datetime.datetime]:
        """Its first moment, and the first moment after it."""
        days = (self.first, self.after.first)
        midnight = datetime.time.min
        start, end = (datetime.datetime.combine(day, midnight) for day in days)
        return timezone.make_aware(start), timezone.make_aware(end)
