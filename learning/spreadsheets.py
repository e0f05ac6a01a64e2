"""Spreadsheets people send in, read whole or refused whole.

`open_workbook(file)` takes .xlsx and .csv and gives every filled cell with its
address ("Sheet1!B7"). Formulas, hidden sheets, rows and columns and merged cells are
reported, so that an import can name them.
"""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from learning import confined
from learning.reading import delimited
from learning.uploads import CSV, XLSX, Refused, judge


@dataclass(frozen=True)
class Limits:
    """How much one spreadsheet may hold."""

    rows: int = 5000
    columns: int = 200
    cells: int = 200_000
    seconds: int = 15


@dataclass(frozen=True)
class Cell:
    """One filled cell. A formula's value is what the spreadsheet last worked out."""

    sheet: str
    row: int
    column: int
    value: object
    formula: str = ""

    @property
    def address(self) -> str:
        return f"{self.sheet}!{get_column_letter(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """What a person reads in the cell; dates as 2026-03-27."""
        if self.value is None:
            return ""
        if isinstance(self.value, datetime.datetime | datetime.date):
            return self.value.isoformat(*([" "] if hasattr(self.value, "hour") else []))
        return str(self.value).strip()


@dataclass(frozen=True)
class Sheet:
    """One sheet: its filled cells, and what its reader should know of it."""

    name: str
    cells: dict[tuple[int, int], Cell]
    hidden: bool = False
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)

    @cached_property
    def rows(self) -> dict[int, list[Cell]]:
        """Filled cells by row number, left to right; empty rows are missing."""
        rows = {}
        for (row, _column), cell in sorted(self.cells.items()):
            rows.setdefault(row, []).append(cell)
        return rows

    def cell(self, row: int, column: int) -> Cell:
        """The cell there; an empty one where nothing is written."""
        return self.cells.get((row, column)) or Cell(self.name, row, column, None)

    def text(self, row: int, column: int) -> str:
        return self.cell(row, column).text

    @property
    def formulas(self) -> list[Cell]:
        return [cell for cell in self.cells.values() if cell.formula]

    @property
    def merged_addresses(self) -> list[str]:
        return [f"{self.name}!{ref}" for ref in self.merged]

    @property
    def is_empty(self) -> bool:
        return not any(cell.text for cell in self.cells.values())


@dataclass(frozen=True)
class Sheets:
    """A whole spreadsheet. A CSV file is one sheet, named CSV."""

    kind: str  # "xlsx" or "csv"
    all: list[Sheet]
    encoding: str = ""
    delimiter: str = ""

    def __iter__(self):
        return iter(self.all)

    @property
    def visible(self) -> list[Sheet]:
        return [sheet for sheet in self.all if not sheet.hidden]

    @property
    def hidden(self) -> list[Sheet]:
        return [sheet for sheet in self.all if sheet.hidden]

    @property
    def formulas(self) -> list[Cell]:
        return [cell for sheet in self.all for cell in sheet.formulas]

    @property
    def merged_addresses(self) -> list[str]:
        return [ref for sheet in self.all for ref in sheet.merged_addresses]

    def named(self, name: str) -> Sheet | None:
        """The sheet of that name, whatever its capitals."""
        wanted = name.strip().casefold()
        return next(
            (one for one in self.all if one.name.strip().casefold() == wanted), None
        )


def open_workbook(file, limits: Limits | None = None) -> Sheets:
    """Read an .xlsx or .csv file. Raises Refused (a ValidationError), whose message
    can stand beside the file field; then nothing was read."""
    limits = limits or Limits()
    judged = judge(file, kinds=(XLSX, CSV), formulas=True)
    if judged.kind is CSV:
        return _of_csv(file, limits)
    try:
        told = confined.run(
            "learning.reading.workbook", file, limits.seconds, vars(limits)
        )
    except confined.Overrun as problem:
        raise _refusal("seconds", "", limits) from problem
    if "refused" in told:
        raise _refusal(told["refused"], told["sheet"], limits)
    return Sheets("xlsx", [_sheet(one) for one in told["sheets"]])


def _sheet(told) -> Sheet:
    name, formulas = told["name"], told["formulas"]
    cells = {}
    for row, column, kind, value in told["cells"]:
        formula = formulas.get(f"{get_column_letter(column)}{row}")
        said = "" if formula is None else f"={formula}"
        cells[row, column] = Cell(name, row, column, _value(kind, value), said)
    notes = ("hidden", "merged", "hidden_rows", "hidden_columns")
    return Sheet(name, cells, **{note: told[note] for note in notes})


def _value(kind, value):
    if kind == "moment":
        return datetime.datetime.fromisoformat(value)
    return datetime.date.fromisoformat(value) if kind == "day" else value


def _of_csv(file, limits) -> Sheets:
    read = delimited.read(file)
    cells = {}
    for row, values in enumerate(read.rows(), start=1):
        if row > limits.rows:
            raise _refusal("rows", "CSV", limits)
        if len(values) > limits.columns:
            raise _refusal("columns", "CSV", limits)
        for column, value in enumerate(values, start=1):
            if value:
                formula = value if value.startswith("=") else ""
                cells[row, column] = Cell("CSV", row, column, value, formula)
        if len(cells) > limits.cells:
            raise _refusal("cells", "CSV", limits)
    return Sheets("csv", [Sheet("CSV", cells)], read.encoding, read.delimiter)


def _refusal(reason, sheet, limits) -> Refused:
    words = {"sheet": sheet, "rows": limits.rows, "columns": limits.columns}
    words["cells"] = limits.cells
    return Refused(_words_of(reason) % words, code=reason)


def _words_of(reason) -> str:
    nothing = _("Nothing was imported.")
    said = {
        "rows": _(
            "Sheet “%(sheet)s” has more than %(rows)s filled rows. Delete the rows "
            "that are not needed, or split the file, and send it again."
        ),
        "columns": _(
            "Sheet “%(sheet)s” has more than %(columns)s columns. Delete the columns "
            "that are not needed and send it again."
        ),
        "cells": _(
            "The file has more than %(cells)s filled cells. Split it and send "
            "the parts."
        ),
        "seconds": _(
            "The file takes too long to read. Copy the cells that matter into a new "
            "workbook and send that."
        ),
        "formulas": _(
            "Sheet “%(sheet)s” has more than 1,000 formulas. Copy the sheet, paste it "
            "as values only, and send it again."
        ),
        "merged": _(
            "Sheet “%(sheet)s” has more than 1,000 merged ranges. Unmerge its cells "
            "and send it again."
        ),
        "strict": _(
            "The file has no sheet that can be read: it may be saved as “Strict Open "
            "XML”. Save it as “Excel Workbook (.xlsx)” and send the new copy."
        ),
        "damaged": _(
            "The file does not read as an Excel workbook. Open it in Excel, save it as "
            "an Excel workbook (.xlsx) and send the new copy."
        ),
    }
    return f"{said[reason]} {nothing}"
