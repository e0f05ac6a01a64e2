"""Working days and due dates: day 0 is the trigger, counting starts after it."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from dateutil.relativedelta import relativedelta

from frameworks.build import Place, build
from frameworks.vocabulary import Unit

SHIPPED = Path(__file__).parent / "packs/_england_wales/bank_holidays.toml"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class BankHoliday:
    """A day on which England and Wales do not work."""

    date: date
    name: str
    note: str = ""


@dataclass(frozen=True)
class HolidayTable:
    """The shipped table, and the last day it speaks for."""

    known_until: date
    holidays: tuple[BankHoliday, ...]


@cache
def bank_holidays() -> HolidayTable:
    """Bank holidays of England and Wales that come with the portal."""
    table = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    return build(HolidayTable, table, Place("packs/_england_wales/bank_holidays.toml"))


def add_months(start: date, months: int) -> date:
    """The same day so many months on, clamped to the end of a shorter month."""
    return start + relativedelta(months=months)


class WorkingCalendar:
    """Counts working days round a set of holidays."""

    def __init__(self, holidays: Iterable[date], known_until: date):
        self.holidays = frozenset(holidays)
        self.known_until = known_until

    @classmethod
    def shipped(cls) -> "WorkingCalendar":
        """A calendar of the table that comes with the portal."""
        table = bank_holidays()
        return cls((day.date for day in table.holidays), table.known_until)

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.holidays

    def add_working_days(self, trigger: date, n: int) -> date:
        """The n-th working day after the trigger, or before it when n is negative."""
        step = ONE_DAY if n > 0 else -ONE_DAY
        day = trigger
        for _ in range(abs(n)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after the first day, up to and with the last."""
        days = ((first + ONE_DAY * n) for n in range(1, (last - first).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def add(self, trigger: date, count: int, unit: Unit) -> date:
        """When a limit of so many units from the trigger falls due."""
        match Unit(unit):
            case Unit.WORKING_DAYS:
                return self.add_working_days(trigger, count)
            case Unit.DAYS:
                return trigger + timedelta(days=count)
            case Unit.WEEKS:
                return trigger + timedelta(weeks=count)
            case Unit.MONTHS:
                return add_months(trigger, count)

    def warns_past(self, day: date) -> bool:
        """Whether the day lies after the table ends, so holidays may be missing."""
        return day > self.known_until
