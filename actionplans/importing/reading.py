"""A workbook of actions as somebody sent it back."""

import hashlib
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _

from actionplans.cells import tidy
from actionplans.importing.columns import REFERENCE, SHEET, heading_names, letters
from learning.spreadsheets import Limits, open_workbook
from learning.uploads import Refused

KINDS = ["xlsx", "csv"]
LARGEST = 5 * 1024 * 1024  # bytes: read while the person waits
LIMITS = Limits(rows=5000, columns=60, cells=100_000)
LOOK_FOR_HEADINGS = 30  # rows


@dataclass(frozen=True)
class Problem:
    """Something about a place in the file."""

    where: str
    what: str
    todo: str = ""


@dataclass
class SheetRow:
    """One action's row: its cells by name, and where each stands."""

    reference: str
    cells: dict[str, str]
    places: dict[str, str]


@dataclass
class ReadActions:
    """Every row with a reference, and what is wrong with the file."""

    rows: list[SheetRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict:
        return asdict(self)


def read_actions(file, board, user) -> ReadActions:
    """Read a workbook as sent. Raises Refused, with words for beside the field."""
    book = open_workbook(file, LIMITS)
    known = heading_names(board, user, SHEET)
    found = ReadActions()
    for sheet in book.visible:
        at, columns = _headings(sheet, known)
        if REFERENCE in columns:
            _take(sheet, at, columns, found)
    if not found.rows and not found.problems:
        raise Refused(
            _(
                "No action was found in this file. Download the workbook from the "
                "composite action plan, change that one, and upload it."
            ),
            code="no_actions",
        )
    return found


def _headings(sheet, known) -> tuple[int, dict[str, int]]:
    """The row of headings and the column of each name; the first of two wins."""
    for at, cells in list(sheet.rows.items())[:LOOK_FOR_HEADINGS]:
        columns = {}
        for cell in cells:
            name = known.get(letters(cell.text))
            if name:
                columns.setdefault(name, cell.column)
        if REFERENCE in columns and len(columns) > 1:
            return at, columns
    return 0, {}


def _take(sheet, headings_at, columns, found) -> None:
    seen = {row.reference: row.places[REFERENCE] for row in found.rows}
    for at in sheet.rows:
        if at <= headings_at:
            continue
        reference = tidy(sheet.text(at, columns[REFERENCE])).upper()
        places = {name: sheet.cell(at, col).address for name, col in columns.items()}
        cells = {name: tidy(sheet.text(at, col)) for name, col in columns.items()}
        where = places[REFERENCE]
        if not reference:
            if any(cells.values()):
                found.problems.append(_without_reference(where))
        elif reference in seen:
            found.problems.append(_twice(where, seen[reference]))
        else:
            seen[reference] = where
            found.problems += _formulas(sheet, at, columns)
            found.rows.append(SheetRow(reference, cells, places))


def _without_reference(where) -> Problem:
    return Problem(
        where,
        _("This row has no reference, so it is left out."),
        _("New actions are pasted into their plan."),
    )


def _twice(where, first) -> Problem:
    what = _("This action stands twice in the file, first at %s.") % first
    return Problem(where, what, _("The first row is read. Delete one of them."))


def _formulas(sheet, at, columns):
    for column in columns.values():
        cell = sheet.cell(at, column)
        if cell.formula:
            what = _("This cell holds a formula. The value it last showed is read.")
            yield Problem(cell.address, what, _("Type the words instead."))


def sha256_of(file) -> str:
    """The file's fingerprint. Leaves it at its start."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest
