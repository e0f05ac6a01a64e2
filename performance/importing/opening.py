"""A stored file as sheets of rows: CSV as it is read, Excel within limits."""

from dataclasses import dataclass

from learning.spreadsheets import Limits, open_workbook
from learning.uploads import CSV, XLSX
from performance.importing.texts import encoding_of, rows_of_text, separator_of

KINDS = (CSV, XLSX)
# A larger workbook is sent as CSV, which has no limit but the upload's.
LIMITS = Limits(rows=20_000, columns=200, cells=300_000, seconds=60)
SHOWN = 12  # rows of each sheet kept to choose columns by
WIDEST = 200  # columns of a CSV: more would be no table
LONGEST = 120  # letters of a cell shown
CSV_SHEET = "CSV"


@dataclass(frozen=True)
class Opened:
    """A file that could be read: its sheets as people see them, and its oddities."""

    sheets: list[dict]
    notes: list[dict]


def is_csv(name: str) -> bool:
    return name.lower().endswith(".csv")


def look_at(file, name: str) -> Opened:
    """The first rows of each sheet. Raises Refused, a ValidationError in words."""
    if is_csv(name):
        encoding = encoding_of(file)
        separator = separator_of(file, encoding)
        rows = []
        for _number, row in rows_of_text(file, encoding, separator):
            rows.append([cell.strip()[:LONGEST] for cell in row[:WIDEST]])
            if len(rows) == SHOWN:
                break
        sheet = {"name": CSV_SHEET, "rows": rows}
        return Opened([sheet | {"encoding": encoding, "separator": separator}], [])
    book = open_workbook(file, LIMITS)
    return Opened([_sketch(sheet) for sheet in book.visible], list(_notes(book)))


def _sketch(sheet) -> dict:
    rows = []
    for _number, row in _rows_of_sheet(sheet):
        rows.append([cell[:LONGEST] for cell in row])
        if len(rows) == SHOWN:
            break
    return {"name": sheet.name, "rows": rows}


def _notes(book):
    for sheet in book.hidden:
        yield {"code": "hidden_sheet", "where": sheet.name}
    for sheet in book.visible:
        if sheet.hidden_rows:
            rows = ", ".join(str(row) for row in sheet.hidden_rows[:5])
            yield {"code": "hidden_rows", "where": f"{sheet.name}: {rows}"}
        if sheet.hidden_columns:
            columns = ", ".join(sheet.hidden_columns[:5])
            yield {"code": "hidden_columns", "where": f"{sheet.name}: {columns}"}
        if sheet.merged:
            yield {"code": "merged", "where": ", ".join(sheet.merged_addresses[:5])}
    if book.formulas:
        where = ", ".join(cell.address for cell in book.formulas[:5])
        yield {"code": "formulas", "where": where}


def read_rows(file, name: str, sheet: dict, tell=lambda at: None):
    """(row number, cells as text) of one sheet; empty rows are left out."""
    if is_csv(name):
        found = rows_of_text(file, sheet["encoding"], sheet["separator"], tell)
        for number, row in found:
            if any(row):
                yield number, row
        return
    named = open_workbook(file, LIMITS).named(sheet["name"])
    if named is not None:
        yield from _rows_of_sheet(named)


def _rows_of_sheet(sheet):
    for number, cells in sheet.rows.items():
        row = [""] * cells[-1].column
        for cell in cells:
            row[cell.column - 1] = _text(cell)
        if any(row):
            yield number, row


def _text(cell) -> str:
    """What stands in a cell; a whole number without the point a float has."""
    text = cell.text
    return text.removesuffix(" 00:00:00")
