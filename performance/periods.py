"""Periods as sources print them: years, pools, quarters, months, single days."""

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass, replace
from functools import lru_cache

from performance.choices import Marker, PeriodKind, PlainYear, YearKind

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MARKERS = {
    "prov": Marker.PROVISIONAL,
    "provisional": Marker.PROVISIONAL,
    "p": Marker.PROVISIONAL,
    "rev": Marker.REVISED,
    "revised": Marker.REVISED,
    "r": Marker.REVISED,
    "ot": Marker.OUTTURN,
    "outturn": Marker.OUTTURN,
}
FIRST, LAST = 1900, 2200
MARKED = re.compile(r"\(([a-z]+)\)\s*$|\s+([prPR])$")
MONTH = rf"({'|'.join(MONTHS)})[a-z]*\.?"
NTH = "(?:st|nd|rd|th)?"
DASH = r"\s*(?:-|/|–|—|\bto\b|_)\s*"


@dataclass(frozen=True)
class Period:
    """A stretch of time, both days within it."""

    start: datetime.date
    end: datetime.date
    kind: PeriodKind
    label: str
    marker: str = ""


@lru_cache(maxsize=4096)
def read_period(
    text: str, plain: str = PlainYear.ENDS_MARCH, year: str = YearKind.FINANCIAL
) -> Period | None:
    """The period a label means; None where it means none.

    `plain` says what a year alone means, `year` where a span of two years begins.
    """
    label = " ".join(text.split())
    bare, marker = _unmarked(label)
    for reader in READERS:
        found = reader(bare.casefold(), plain, year)
        if found:
            return replace(found, label=label[:60], marker=marker)
    return None


def between(first: str, last: str) -> Period | None:
    """The period from one printed day to another."""
    start, end = _one_day(first.strip()), _one_day(last.strip())
    if not start or not end or start > end:
        return None
    label = f"{start:%d/%m/%Y} - {end:%d/%m/%Y}"
    return Period(start, end, _kind(start, end), label)


def _kind(start, end) -> PeriodKind:
    days = (end - start).days + 1
    for kind, low, high in KINDS:
        if low <= days <= high:
            return kind
    return PeriodKind.POOL if days > 366 else PeriodKind.OTHER


KINDS = (
    (PeriodKind.DAY, 1, 1),
    (PeriodKind.MONTH, 28, 31),
    (PeriodKind.QUARTER, 89, 92),
    (PeriodKind.YEAR, 364, 366),
)


def _unmarked(label) -> tuple[str, str]:
    found = MARKED.search(label.casefold())
    word = (found[1] or found[2]) if found else ""
    if word in MARKERS:
        return label[: found.start()].strip(), MARKERS[word].value
    return label, Marker.NONE.value


def _year(number) -> int | None:
    return int(number) if FIRST <= int(number) <= LAST else None


def _whole(start, end, kind) -> Period:
    return Period(start, end, kind, "")


def _plain_year(text, plain, year):
    found = re.fullmatch(r"(?:year\s+)?(\d{4})(?:\.0)?", text)
    if not found or not (one := _year(found[1])):
        return None
    day = datetime.date
    start, end = {
        PlainYear.ENDS_MARCH: (day(one - 1, 4, 1), day(one, 3, 31)),
        PlainYear.STARTS_APRIL: (day(one, 4, 1), day(one + 1, 3, 31)),
        PlainYear.CALENDAR: (day(one, 1, 1), day(one, 12, 31)),
        PlainYear.ENDS_AUGUST: (day(one - 1, 9, 1), day(one, 8, 31)),
        PlainYear.AT_MARCH: (day(one, 3, 31), day(one, 3, 31)),
    }[PlainYear(plain)]
    return _whole(start, end, PeriodKind.DAY if start == end else PeriodKind.YEAR)


def _two_years(text, plain, year):
    """2016-17, 2016/17, 201617, and 2014-16 or 2014-2016 for three years together."""
    found = re.fullmatch(rf"(\d{{4}})(?:{DASH})?(\d{{4}}|\d{{2}})", text)
    if not found or not (first := _year(found[1])):
        return None
    last = int(found[2]) if len(found[2]) == 4 else _same_century(first, found[2])
    if not 0 < last - first <= 10:
        return None
    if last - first == 1:
        start, end = _year_of(first, year)
        return _whole(start, end, PeriodKind.YEAR)
    start = datetime.date(first, 1, 1)
    return _whole(start, datetime.date(last, 12, 31), PeriodKind.POOL)


def _same_century(first, two) -> int:
    last = first // 100 * 100 + int(two)
    return last if last >= first else last + 100


def _year_of(first, year):
    month = {YearKind.FINANCIAL: 4, YearKind.ACADEMIC: 9, YearKind.CALENDAR: 4}
    begins = month[YearKind(year)]
    start = datetime.date(first, begins, 1)
    return start, datetime.date(first + 1, begins, 1) - datetime.timedelta(1)


def _quarter(text, plain, year):
    """Q1 2024-25 begins in April, Q1 2024 as the measure's year does."""
    span = r"(\d{4})(?:[-/](\d{2,4}))?"
    found = re.fullmatch(rf"(?:q|quarter\s*)([1-4])\s*,?\s*{span}", text)
    number, first, second = found.groups() if found else (None, None, None)
    if not found:
        found = re.fullmatch(rf"{span}\s*,?\s*(?:q|quarter\s*)([1-4])", text)
        first, second, number = found.groups() if found else (None, None, None)
    if not found or not _year(first):
        return None
    begins = 1 if year == YearKind.CALENDAR and not second else 4
    if year == YearKind.ACADEMIC:
        begins = 9
    return _whole(*_quarter_days(int(first), begins, int(number)), PeriodKind.QUARTER)


def _quarter_days(first, begins, number):
    months = first * 12 + begins - 1 + (number - 1) * 3
    start = datetime.date(months // 12, months % 12 + 1, 1)
    last = months + 2
    return start, _month_end(last // 12, last % 12 + 1)


def _month_end(year, month) -> datetime.date:
    return datetime.date(year, month, monthrange(year, month)[1])


def _named_months(text, plain, year):
    """Apr-Jun 2024, April to June 2024, Jan 2024, 2024 January, 2024-01."""
    found = re.fullmatch(rf"{MONTH}{DASH}{MONTH}\s*(\d{{4}})", text)
    if found and _year(found[3]):
        first, last = MONTHS.index(found[1]) + 1, MONTHS.index(found[2]) + 1
        end = int(found[3])
        start = datetime.date(end - (first > last), first, 1)
        end = _month_end(end, last)
        return _whole(start, end, _kind(start, end))
    one = re.fullmatch(rf"{MONTH}[\s-]*(\d{{4}}|\d{{2}})", text)
    if one:
        return _month(one[2], MONTHS.index(one[1]) + 1)
    one = re.fullmatch(rf"(\d{{4}})\s+{MONTH}", text)
    if one:
        return _month(one[1], MONTHS.index(one[2]) + 1)
    one = re.fullmatch(r"(\d{4})[-/m](0[1-9]|1[0-2])", text)
    return _month(one[1], int(one[2])) if one and _is_month(one[1], one[2]) else None


def _is_month(first, two) -> bool:
    """2011-12 is a year of two halves, 2024-03 the month of March."""
    return int(first) % 100 + 1 != int(two)


def _month(number, month):
    year = _year(number if len(number) == 4 else f"20{number}")
    if not year:
        return None
    start = datetime.date(year, month, 1)
    return _whole(start, _month_end(year, month), PeriodKind.MONTH)


def _at_day(text, plain, year):
    """At 31 March 2024; year ending 31 March 2024; 31/03/2024; 2024-03-31."""
    ending = re.match(r"(?:year|12 months)\s+(?:ending|ended|to)\s+(.*)$", text)
    at = re.match(r"(?:as\s+at|at|on|snapshot)\s+(.*)$", text)
    said = ending[1] if ending else at[1] if at else text
    day = _one_day(said)
    if day is None and ending and (month := _named_months(said, plain, year)):
        day = month.end
    if day is None:
        return None
    if not ending:
        return _whole(day, day, PeriodKind.DAY)
    after = day + datetime.timedelta(1)
    if (after.month, after.day) == (2, 29):
        after = after.replace(day=28)
    return _whole(after.replace(year=after.year - 1), day, PeriodKind.YEAR)


def _one_day(text) -> datetime.date | None:
    text = text.casefold().replace(" 00:00:00", "")
    shapes = (
        (r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", None),
        (r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})", None),
        (
            rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<n>{MONTH})[\s-]+(?P<y>\d{{4}})",
            1,
        ),
    )
    for shape, named in shapes:
        if found := re.fullmatch(shape, text):
            month = MONTHS.index(found["n"][:3]) + 1 if named else int(found["m"])
            return _real(int(found["y"]), month, int(found["d"]))
    return None


def _real(year, month, day) -> datetime.date | None:
    try:
        return datetime.date(year, month, day) if FIRST <= year <= LAST else None
    except ValueError:
        return None


READERS = (_plain_year, _two_years, _quarter, _named_months, _at_day)
