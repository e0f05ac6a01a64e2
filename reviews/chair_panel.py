"""Counts of reviews by what they are in law and where they stand (SOL-20)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from boards.lists import changed
from reviews.families import family_of
from reviews.holdings import Held, Holdings


@dataclass(frozen=True)
class Cell:
    """A count, and the list of exactly those."""

    many: int
    url: str


@dataclass(frozen=True)
class Line:
    """One family of reviews."""

    name: str
    cells: list[Cell]


def panel(request, holdings: Holdings) -> dict:
    """Open reviews by part of the cycle, closed ones, late ones; each with its list."""
    parts = holdings.parts
    heads = [part.name for part in parts] + [_("Closed"), _("With a limit overdue")]
    lines = []
    for key, name in holdings.families:
        rows = [row for row in holdings.rows if family_of(row.legal_type) == key]
        counted = [_in_part(part, rows) for part in parts]
        counted += [_closed(rows), _late(rows)]
        cells = [_cell(request, key, many, asked) for many, asked in counted]
        lines.append(Line(name, cells))
    return {"heads": heads, "lines": lines}


def _in_part(part, rows: list[Held]) -> tuple[int, dict]:
    many = sum(row.many for row in rows if row in part.held and not row.closed)
    return many, {"stage": f"part-{part.key}", "state": "open"}


def _closed(rows: list[Held]) -> tuple[int, dict]:
    return sum(row.many for row in rows if row.closed), {"state": "closed"}


def _late(rows: list[Held]) -> tuple[int, dict]:
    return sum(row.late for row in rows), {"state": "late"}


def _cell(request, family, many, asked) -> Cell:
    blank = dict.fromkeys(request.GET, "")
    return Cell(many, changed(request, **blank | asked | {"type": f"law-{family}"}))
