"""An uploaded file as sheets of text, with what its reader should know of it."""

import hashlib
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from openpyxl.utils import range_boundaries

from audits.importing.grid import Problem, Sheet, warning
from audits.importing.lines import sheet_of_lines
from learning.reading import delimited
from learning.spreadsheets import Limits, open_workbook
from learning.uploads import Refused

KINDS = ["xlsx", "csv"]
KINDS_WITH_TEXT = [*KINDS, "txt"]
LONGEST_TEXT = 1024 * 1024  # bytes
MANY_ROWS = Limits(rows=20_000, cells=400_000)


@dataclass(frozen=True)
class ReadFile:
    """Visible sheets, hidden ones kept apart, and remarks on the file itself."""

    sheets: list[Sheet]
    hidden: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_file(file, *, limits: Limits | None = None, text: bool = False) -> ReadFile:
    """Read .xlsx or .csv, and .txt where text is welcome. Raises Refused."""
    if text and file.name.lower().endswith(".txt"):
        return _of_text(file)
    book = open_workbook(file, limits)
    visible, hidden = book.visible, book.hidden
    if not any(not sheet.is_empty for sheet in visible):
        raise Refused(_("There is nothing on the sheets of this file."), code="empty")
    problems = [one for sheet in visible for one in _remarks(sheet)]
    problems += [_is_hidden(sheet) for sheet in hidden if not sheet.is_empty]
    return ReadFile(
        [_plain(sheet) for sheet in visible if not sheet.is_empty],
        [_plain(sheet) for sheet in hidden],
        problems,
    )


def sha256_of(file) -> str:
    """The file's fingerprint. Leaves it at its start."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def _of_text(file) -> ReadFile:
    if file.size > LONGEST_TEXT:
        raise Refused(_("A text file may hold up to 1 MB."), code="too_large")
    file.seek(0)
    words, _encoding = delimited.decode(file.read())
    sheet = sheet_of_lines(_("Text"), words)
    if not sheet.rows:
        raise Refused(
            _(
                "No questions were found in this text. Put every question on a line "
                "of its own that ends with a question mark, or copy the questions "
                "into our Excel template."
            ),
            code="no_questions",
        )
    remark = warning(
        _("Whole file"),
        _("Plain text has no columns: lines with a question mark became questions."),
        _("Read every question below and leave out those that are none."),
    )
    return ReadFile([sheet], problems=[remark])


def _plain(sheet) -> Sheet:
    rows = max((row for row, _column in sheet.cells), default=0)
    columns = max((column for _row, column in sheet.cells), default=0)
    grid = [[""] * columns for _row in range(rows)]
    for (row, column), cell in sheet.cells.items():
        grid[row - 1][column - 1] = cell.text
    wide, tall = _merged(sheet, rows)
    return Sheet(sheet.name, grid, wide, tall)


def _merged(sheet, rows):
    wide, tall = [], []
    for ref in sheet.merged:
        left, top, right, bottom = range_boundaries(ref)
        if right > left:
            wide.append([top - 1, left - 1])
        if bottom > top:
            tall.append([top - 1, left - 1, min(bottom, rows) - 1])
    return wide, tall


def _remarks(sheet):
    """Formulas and hidden parts of one sheet, in words."""
    worked = [cell for cell in sheet.formulas if cell.text]
    empty = [cell for cell in sheet.formulas if not cell.text]
    if worked:
        what = _("Formulas on this sheet: %(n)s. This is the first.")
        todo = _("The value each last showed is read, not the formula.")
        yield warning(worked[0].address, what % {"n": len(worked)}, todo)
    for cell in empty[:20]:
        yield warning(
            cell.address,
            _("This cell holds a formula that shows no value, so it is read as empty."),
            _("Type the words instead, or open and save the file in Excel."),
        )
    yield from _hidden_parts(sheet)


def _hidden_parts(sheet):
    what = ""
    if sheet.hidden_rows:
        what = _("Rows are hidden on this sheet, the first of them %s.")
        what = what % sheet.hidden_rows[0]
    elif sheet.hidden_columns:
        what = _("Columns are hidden on this sheet, the first of them %s.")
        what = what % sheet.hidden_columns[0]
    if what:
        todo = _("They are read like the others. Delete them if they are not meant.")
        yield warning(sheet.name, what, todo)


def _is_hidden(sheet) -> Problem:
    return warning(
        sheet.name,
        _("This sheet is hidden, so it is left out."),
        _("Show it in Excel and upload the file again if it belongs to the rest."),
    )
