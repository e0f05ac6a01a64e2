"""Themes against kinds of source, agencies or years. A number opens what it counts.

Every count starts from the tags a person may know of, and its link asks the list of
places for the same filters: list and cell cannot disagree.
"""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Count
from django.db.models.functions import Coalesce, ExtractYear
from django.urls import reverse
from django.utils.translation import gettext as _

from boards.models import Agency
from learning.choices import SourceKindChoices
from learning.models import Theme
from learning.themes import tags_seen

SOURCE, AGENCY, YEAR = "source", "agency", "year"
PATHS = {SOURCE: "source__kind", AGENCY: "about", YEAR: "year"}
NO_AGENCY = "none"  # a finding of several agencies, of a source no agency filed


def places_seen(user, board):
    """Confirmed tags the person may know of, with the year and the agency (`about`)
    they are counted under: the finding's, else the one that filed the source."""
    return tags_seen(user, board).annotate(
        about=Coalesce("finding__agency", "source__owner_agency"),
        year=ExtractYear("source__opened_on"),
    )


@dataclass
class Facets:
    """What the places a person knows of can be narrowed by."""

    sources: list[tuple[str, str]] = field(default_factory=list)
    agencies: list[tuple[str, str]] = field(default_factory=list)
    years: list[tuple[str, str]] = field(default_factory=list)

    def of(self, axis: str) -> list[tuple[str, str]]:
        return {SOURCE: self.sources, AGENCY: self.agencies, YEAR: self.years}[axis]


def facets(user, places) -> Facets:
    """Kinds of source, agencies and years that occur. Two queries."""
    found = places.order_by().values_list("source__kind", "about", "year").distinct()
    found = list(found)
    kinds = {kind for kind, _about, _year in found}
    about = {agency for _kind, agency, _year in found}
    years = sorted({year for _kind, _about, year in found}, reverse=True)
    known = Agency.objects.visible_to(user).filter(pk__in=about - {None})
    names = [(str(one.pk), one.name) for one in known.order_by("name_en")]
    # An agency the person may not know of is none they could be told of.
    if {str(pk) for pk in about} - {pk for pk, _name in names}:
        names.append((NO_AGENCY, _("No single agency")))
    return Facets(
        [(key, name) for key, name in SourceKindChoices.choices if key in kinds],
        names,
        [(str(year), str(year)) for year in years],
    )


@dataclass(frozen=True)
class Cell:
    """A number and the list of what it counts."""

    number: int
    url: str
    heading: str


@dataclass
class MatrixRow:
    """A theme with a number for each column, and its total."""

    theme: Theme | None
    cells: list[Cell]
    total: Cell

    def sorted_by(self, column: str):
        if column == "total":
            return self.total.number
        return self.theme.name.casefold()


@dataclass
class Matrix:
    """Rows of themes, and what all of them come to."""

    columns: list[tuple[str, str]]
    rows: list[MatrixRow]
    totals: MatrixRow


def matrix(board, themes, places, axis: str, columns, asked: dict) -> Matrix:
    """Themes against one axis. `asked` are the filters in force. One query."""
    numbers = _numbers(places, axis, {key for key, _name in columns})
    used = [one for one in columns if any(key == one[0] for _t, key in numbers)]
    link = Links(board, axis, asked)
    rows = [_row(theme, numbers, used, link) for theme in themes]
    shown = {theme.pk for theme in themes}
    summed: dict = {}
    for (theme, key), number in numbers.items():
        if theme in shown:
            summed[None, key] = summed.get((None, key), 0) + number
    return Matrix(used, rows, _row(None, summed, used, link))


def _numbers(places, axis, known) -> dict[tuple[int, str], int]:
    """(theme's pk, key of the column) -> places."""
    path = PATHS[axis]
    grouped = places.order_by().values_list("theme", path).annotate(n=Count("pk"))
    found: dict[tuple[int, str], int] = {}
    for theme, value, number in grouped:
        key = str(value) if str(value) in known else NO_AGENCY
        found[theme, key] = found.get((theme, key), 0) + number
    return found


@dataclass(frozen=True)
class Links:
    """Addresses of the list of places, with the filters of the matrix."""

    board: object
    axis: str
    asked: dict

    def to(self, theme, key: str = "") -> str:
        chosen = dict(self.asked)
        if theme is not None:
            chosen["theme"] = theme.pk
        if key:
            chosen[self.axis] = key
        query = urlencode({name: value for name, value in chosen.items() if value})
        address = reverse("learning:themes-seen", args=[self.board.slug])
        return f"{address}?{query}" if query else address


def _row(theme, numbers, columns, link) -> MatrixRow:
    pk = theme.pk if theme else None
    cells = [
        Cell(numbers.get((pk, key), 0), link.to(theme, key), name)
        for key, name in columns
    ]
    total = sum(cell.number for cell in cells)
    return MatrixRow(theme, cells, Cell(total, link.to(theme), _("All")))
