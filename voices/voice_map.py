"""Which agency hears people in which way, or in which year: the gaps stand out."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from voices.facts import methods
from voices.queries import year_words

NONE = "board"  # what the board itself did


@dataclass(frozen=True)
class Cell:
    """How many activities, and where they are listed; nought is a gap."""

    number: int
    url: str
    heading: str


@dataclass(frozen=True)
class Line:
    """One agency, or the board itself."""

    key: str
    name: str
    cells: list[Cell]

    @property
    def total(self) -> int:
        return sum(cell.number for cell in self.cells)


@dataclass(frozen=True)
class VoiceMap:
    """Agencies down, methods or years across."""

    across: str
    columns: list[tuple[str, str]]
    lines: list[Line]

    @property
    def gaps(self) -> int:
        """Agencies that recorded nothing at all."""
        return sum(not line.total for line in self.lines)


def voice_map(board, rows, agencies, across: str) -> VoiceMap:
    """Count visible activities, one query. Needs `year` on the rows."""
    counted = Counter()
    grouped = rows.order_by().values_list("source__owner_agency", across)
    for agency, column, number in grouped.annotate(number=Count("pk")):
        counted[str(agency or NONE), str(column)] += number
    columns = _columns(board, across, {column for _agency, column in counted})
    place = reverse("voices:activities", args=[board.slug])
    names = [(NONE, _("The board itself"))]
    names += [(str(agency.pk), str(agency)) for agency in agencies]
    lines = [
        Line(key, name, [
            Cell(
                counted[key, column],
                f"{place}?{urlencode({'agency': key, across: column})}",
                text,
            )
            for column, text in columns
        ])
        for key, name in names
    ]  # fmt: skip
    return VoiceMap(across, columns, lines)


def _columns(board, across, seen) -> list[tuple[str, str]]:
    if across == "year":
        return [(year, year_words(int(year))) for year in sorted(seen)]
    known = methods(board)
    return known + [(key, key) for key in sorted(seen - {key for key, _t in known})]
