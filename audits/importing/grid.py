"""A spreadsheet as plain text cells that know where they stand."""

from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter


@dataclass(frozen=True)
class Problem:
    """What is wrong in one place, and what to do. An error keeps all of it out."""

    where: str
    what: str
    todo: str = ""
    is_error: bool = True

    def as_json(self) -> dict:
        return asdict(self)


def warning(where: str, what: str, todo: str = "") -> Problem:
    """Something to know that keeps nothing out."""
    return Problem(where, what, todo, is_error=False)


def errors_in(problems) -> list[Problem]:
    """Those that must be mended first."""
    return [problem for problem in problems if problem.is_error]


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows of text, the first being the sheet's own row 1.

    `wide` are cells merged over several columns of a row, `tall` over several rows
    (with the last one). `is_text` is a file of lines, whose places are line numbers.
    """

    name: str
    rows: list[list[str]]
    wide: list[list[int]] = field(default_factory=list)
    tall: list[list[int]] = field(default_factory=list)
    is_text: bool = False

    def cell(self, row: int, column: int | None) -> str:
        """The text there; nothing outside the sheet."""
        if column is None or row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column].strip()

    def address(self, row: int, column: int | None = None) -> str:
        """A place in words a person finds again: Sheet1!B7, or Line 7."""
        if self.is_text:
            return _("Line %s") % self.rows[row][-1]
        if column is None:
            return _("%(sheet)s, row %(row)s") % {"sheet": self.name, "row": row + 1}
        return f"{self.name}!{get_column_letter(column + 1)}{row + 1}"

    def filled(self, row: int) -> list[int]:
        """Columns of a row that say something; none outside the sheet."""
        if row >= len(self.rows):
            return []
        cells = self.rows[row][:-1] if self.is_text else self.rows[row]
        return [at for at, text in enumerate(cells) if text.strip()]

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def as_json(self) -> dict:
        return asdict(self)


def sheets_of(batch) -> list[Sheet]:
    """The sheets kept with an upload."""
    return [Sheet(**sheet) for sheet in batch.rows]
