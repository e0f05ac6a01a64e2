"""Which days a round's year or period means."""

import re
from dataclasses import dataclass
from datetime import date

YEARS = re.compile(r"(?<!\d)(20\d\d)(?:\s*[-/\u2013]\s*(20\d\d|\d\d))?(?!\d)")


@dataclass(frozen=True)
class Period:
    """First and last day, and the label priorities of that year carry."""

    first: date
    last: date
    year: str


def read_period(text: str) -> Period | None:
    """The period a label names; None where it names no year.

    "2026-27" is 1 April 2026 to 31 March 2027, "2026" the calendar year.
    """
    found = YEARS.search(text)
    if found is None:
        return None
    first = int(found[1])
    if not found[2]:
        return Period(date(first, 1, 1), date(first, 12, 31), str(first))
    last = int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
    if last <= first:
        return None
    return Period(date(first, 4, 1), date(last, 3, 31), f"{first}-{last % 100:02d}")
