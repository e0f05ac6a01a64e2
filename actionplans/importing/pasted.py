"""Rows pasted out of Excel or Word, read as actions of a plan."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from actionplans.cells import LABELS, Unreadable, day_of, tidy, value_of
from actionplans.headings import COLUMNS, HEADER
from actionplans.importing.columns import PASTED, heading_names, letters
from actionplans.importing.reading import Problem

MOST = 500  # rows at once


@dataclass
class PastedRow:
    """One action to add: its cells by name, and what is wrong with it."""

    line: int
    cells: dict[str, str]
    values: dict[str, object] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def labels(self) -> list[tuple[str, str]]:
        """Name and label of each filled cell."""
        return [(name, str(LABELS[name])) for name in self.cells if self.cells[name]]

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Label and words of each filled cell."""
        return [(label, self.cells[name]) for name, label in self.labels]


@dataclass
class Pasted:
    """Everything read out of pasted text."""

    rows: list[PastedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def wrong(self) -> list[PastedRow]:
        return [row for row in self.rows if row.problems]

    @property
    def may_commit(self) -> bool:
        return bool(self.rows) and not self.wrong and not self.problems


def read_pasted(text: str, directory) -> Pasted:
    """Read rows under headings in any order, or in the order of the form."""
    found = Pasted()
    lines = _lines(text)
    known = heading_names(directory.board, directory.user, PASTED)
    columns, lines = _columns(lines, known)
    above = {}
    for number, cells in _whole(lines, columns, known):
        if heading := _heading_above(cells, known):
            above |= heading
        else:
            found.rows.append(_row(number, cells, columns, above, directory))
    if len(found.rows) > MOST:
        what = _("These are more than %s rows.") % MOST
        found.problems.append(Problem("", what, _("Paste them in parts.")))
    elif not found.rows and not found.problems:
        what = _("No row was found in the text.")
        found.problems.append(Problem("", what, _("Copy the rows again.")))
    return found


# Excel puts a cell of several lines between quotation marks and doubles those inside.
# A mark that closes nowhere is a mark somebody typed.
CELL = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)|([^\t\n]*)')


def _lines(text) -> list[tuple[int, list[str]]]:
    """Cells of each row, with the line it begins on; empty rows are left out."""
    rest = text.replace("\r\n", "\n").replace("\r", "\n")
    rows, cells, at, begins = [], [], 0, 1
    while at <= len(rest):
        match = CELL.match(rest, at)
        quoted = match[1]
        cells.append(tidy(match[2] if quoted is None else quoted.replace('""', '"')))
        at = match.end() + 1
        if rest[match.end() : at] != "\t":
            rows += [(begins, cells)] if any(cells) else []
            cells, begins = [], rest.count("\n", 0, at) + 1
    return rows


def _columns(lines, known):
    """Names of the columns: what the first rows say, else the form's own order."""
    for at, (_number, cells) in enumerate(lines[:10]):
        names = [known.get(letters(cell)) for cell in cells]
        if len(set(names) - {None}) > 1 and "text" in names:
            above = [row for row in lines[:at] if _heading_above(row[1], known)]
            return names, above + lines[at + 1 :]
    widest = max((len(cells) for _line, cells in lines), default=0)
    order = PASTED if widest > len(COLUMNS) else COLUMNS
    return list(order), lines


def _heading_above(cells, known) -> dict[str, str]:
    """ "Recommendation: ..." above a table, as the form has it; nothing otherwise."""
    filled = [cell for cell in cells if cell]
    if len(filled) > 2:
        return {}
    first, colon, rest = filled[0].partition(":") if filled else ("", "", "")
    name = known.get(letters(first))
    if name not in HEADER or (not colon and len(filled) < 2):
        return {}
    return {name: "\n".join(filter(None, [rest.strip(), *filled[1:]]))}


def _whole(lines, columns, known):
    """Rows with Word's broken cells put together again.

    Word ends a line inside a cell as it ends a row. A row too short to hold its date
    goes on where the next lines fill it exactly.
    """
    at = 0
    while at < len(lines):
        number, cells = lines[at]
        above = _heading_above(cells, known)
        joined, taken = (None, 1) if above else _joined(lines, at, columns)
        yield number, joined or cells
        at += taken


def _joined(lines, at, columns):
    width = len(columns)
    cells = list(lines[at][1])
    if len(cells) >= width or _has_day(cells, columns):
        return None, 1
    for taken, (_number, more) in enumerate(lines[at + 1 : at + 20], start=2):
        cells = [*cells[:-1], f"{cells[-1]}\n{more[0]}", *more[1:]]
        if len(cells) == width and _has_day(cells, columns):
            return cells, taken
        if len(cells) >= width:
            break
    return None, 1


def _has_day(cells, columns) -> bool:
    at = columns.index("due_on") if "due_on" in columns else len(columns)
    if at >= len(cells):
        return False
    try:
        return bool(day_of(cells[at]))
    except Unreadable:
        return False


def _row(number, cells, columns, above, directory) -> PastedRow:
    pairs = zip(columns, cells, strict=False)
    said = dict(above) | {name: cell for name, cell in pairs if name and cell}
    row = PastedRow(number, said)
    where = _("Line %s") % number
    if any(cells[len(columns) :]):
        what = _("This row has more cells than there are headings.")
        row.problems.append(Problem(where, what, _("Copy it again, or shorten it.")))
    for name in ("text", "due_on", *(n for n in said if n not in ("text", "due_on"))):
        _take(row, name, where, directory)
    return row


def _take(row, name, where, directory) -> None:
    if name == "progress":
        return
    try:
        row.values[name] = value_of(name, row.cells.get(name, ""), directory)
    except Unreadable as problem:
        what = f"{LABELS[name]}: {problem.what}"
        row.problems.append(Problem(where, what, problem.todo))
