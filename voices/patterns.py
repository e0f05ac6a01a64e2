"""What reports and complaints showed over the years, theme by theme (SOM-25).

Each report is a column of its own: reports are never added up, so that no sum over
years gives away what one of them keeps back.
"""

from dataclasses import dataclass

from django.urls import reverse

from voices.choices import CountedBy, Part
from voices.counting import Held, Number, Reader, shares
from voices.facts import complaint_themes
from voices.models import AreaReport, AreaReportLine
from voices.small import kept_back

TOTAL = "total"
COMPLAINTS = "complaints"
MOST = 8  # columns side by side
RISES = 3  # so many shown numbers, each above the one before
PARTS = {Part.FIRST: 1, Part.SECOND: 2, Part.YEAR: 3}


@dataclass(frozen=True)
class Column:
    """One report or period."""

    name: str
    url: str


@dataclass(frozen=True)
class Cell:
    """A number of one theme in one report, and whether it points to improvement."""

    number: Number
    improve: bool = False


@dataclass(frozen=True)
class Line:
    """One theme over the reports."""

    name: str
    cells: list[Cell]

    @property
    def improves(self) -> bool:
        """Whether the latest report names it as something to improve."""
        said = [cell for cell in self.cells if cell.number.value is not None]
        return bool(said) and said[-1].improve

    @property
    def rises(self) -> bool:
        """Whether the last shown numbers rise, one after the other."""
        shown = [c.number.value for c in self.cells if c.number.is_shown][-RISES:]
        pairs = zip(shown, shown[1:], strict=False)
        return len(shown) == RISES and all(a < b for a, b in pairs)

    @property
    def points_to_improvement(self) -> bool:
        return self.improves or self.rises


@dataclass(frozen=True)
class Pattern:
    """Themes by reports, oldest report first; the last line is the whole."""

    columns: list[Column]
    lines: list[Line]
    total: Line | None = None


def report_numbers(report: AreaReport, lines, reader: Reader) -> dict[str, Cell]:
    """What one person reads of one report: each theme and TOTAL."""
    counted = {line.theme: line for line in lines}
    numbers = {theme: line.number for theme, line in counted.items()}
    back = set()
    own = reader.is_officer or report.source.owner_agency_id in reader.own
    if not own:
        cells = {theme: (number,) for theme, number in numbers.items()}
        cells[TOTAL] = (report.total,)
        back = kept_back(cells, dict.fromkeys(numbers, TOTAL), reader.below)
    found = {
        key: Cell(Number(numbers.get(key, 0), key in back), _improve(counted, key))
        for key, _name in report.themes
    }
    found[TOTAL] = Cell(Number(report.total, TOTAL in back))
    return found


def _improve(counted, key) -> bool:
    return key in counted and counted[key].improve


def pattern_of_reports(reports, reader: Reader) -> Pattern:
    """Reports of one kind, which the person may know of, side by side. One query."""
    reports = sorted(reports, key=lambda one: (one.year, PARTS[one.part], one.pk))
    reports = reports[-MOST:]
    if not reports:
        return Pattern([], [])
    held = AreaReportLine.objects.filter(report__in=reports)
    lines = {report.pk: [] for report in reports}
    for line in held:
        lines[line.report_id].append(line)
    said = [report_numbers(one, lines[one.pk], reader) for one in reports]
    columns = [Column(_name(one), one.get_absolute_url()) for one in reports]
    themes = [
        Line(name, [numbers.get(key, Cell(Number())) for numbers in said])
        for key, name in reports[-1].themes
    ]
    return Pattern(columns, themes, Line("", [numbers[TOTAL] for numbers in said]))


def _name(report) -> str:
    agency = report.agency
    return f"{report.period}, {agency}" if agency else report.period


def pattern_of_complaints(rounds, board, reader: Reader) -> Pattern:
    """Themes of complaints over closed periods (officers: over all). Three queries."""
    rounds = [one for one in rounds if reader.reads(one)]
    rounds = sorted(rounds, key=lambda one: (one.starts_on, one.pk))[-MOST:]
    found = shares(Held.of(rounds), CountedBy.THEME, reader)
    said = [{one.name: one.number for one in found[each.pk]} for each in rounds]
    columns = [Column(one.label, _place(board, one)) for one in rounds]
    lines = [
        Line(name, [Cell(numbers.get(name, Number())) for numbers in said])
        for _key, name in complaint_themes(board)
    ]
    return Pattern(columns, lines if rounds else [])


def _place(board, count_round) -> str:
    return reverse("voices:count-round", args=[board.slug, count_round.pk])
