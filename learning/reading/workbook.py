"""Reads an Excel workbook cell by cell, and notes what a reader must know of it."""

import datetime
import time
from zipfile import BadZipFile

import openpyxl
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from openpyxl.utils import get_column_letter

MANY = 1000  # formulas or merged ranges: more than anybody would mend by hand
YES = {"1", "true"}


class TooMuch(Exception):
    """A limit is passed: which one, and on which sheet."""


def main(file, *, rows, columns, cells, seconds) -> dict:
    """Sheets with their cells as plain values, or the reason why not."""
    limits = Limits(rows, columns, cells, time.monotonic() + seconds)
    try:
        sheets = list(_sheets(file, limits))
        return {"sheets": sheets} if sheets else {"refused": "strict", "sheet": ""}
    except TooMuch as problem:
        return {"refused": problem.args[0], "sheet": problem.args[1]}
    except MemoryError:
        return {"refused": "cells", "sheet": ""}
    except (DefusedXmlException, ParseError, BadZipFile, OSError):
        return {"refused": "damaged", "sheet": ""}
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return {"refused": "damaged", "sheet": ""}  # how openpyxl meets odd parts


class Limits:
    """How much is read, and until when."""

    def __init__(self, rows, columns, cells, until):
        self.rows, self.columns, self.cells, self.until = rows, columns, cells, until

    def spend(self, sheet, row, column):
        """Count one filled cell."""
        self.cells -= 1
        self.check("rows", sheet, row <= self.rows)
        self.check("columns", sheet, column <= self.columns)
        self.check("cells", sheet, self.cells >= 0)

    def watch(self, sheet):
        self.check("seconds", sheet, time.monotonic() < self.until)

    def check(self, name, sheet, kept):
        if not kept:
            raise TooMuch(name, sheet)


def _sheets(file, limits):
    book = openpyxl.load_workbook(
        file, read_only=True, data_only=True, keep_links=False
    )
    for sheet in book.worksheets:
        notes = _Notes(sheet.title, limits)
        with book._archive.open(sheet._worksheet_path) as part:
            for _event, element in iterparse(part, forbid_dtd=True):
                notes.take(element)
        yield {
            "name": sheet.title,
            "hidden": sheet.sheet_state != "visible",
            "cells": list(_cells(sheet, limits, notes.formulas)),
            "formulas": notes.formulas,
            "merged": notes.merged,
            "hidden_rows": notes.rows,
            "hidden_columns": notes.columns,
        }


class _Notes:
    """Formulas, merged cells, hidden rows and columns, which openpyxl skips."""

    def __init__(self, sheet, limits):
        self.sheet, self.limits = sheet, limits
        self.formulas, self.merged, self.rows, self.columns = {}, [], [], []
        self.filled = 0

    def take(self, element):
        tag = element.tag.rpartition("}")[2]
        if method := getattr(self, f"_{tag}", None):
            method(element)

    def _row(self, row):
        self.limits.watch(self.sheet)
        filled = any(len(cell) for cell in row)
        self.filled += filled
        self.limits.check("rows", self.sheet, self.filled <= self.limits.rows)
        if filled and row.get("hidden") in YES and len(self.rows) < MANY:
            self.rows.append(int(row.get("r", 0)))
        row.clear()

    def _c(self, cell):
        for inner in cell:
            if inner.tag.rpartition("}")[2] == "f":
                self.formulas[cell.get("r", "")] = (inner.text or "")[:200]
        self.limits.check("formulas", self.sheet, len(self.formulas) <= MANY)

    def _mergeCell(self, merged):  # noqa: N802 - the element's own name
        self.merged.append(merged.get("ref", ""))
        self.limits.check("merged", self.sheet, len(self.merged) <= MANY)

    def _col(self, column):
        if column.get("hidden") in YES and len(self.columns) < MANY:
            self.columns.append(get_column_letter(int(column.get("min", 1))))


def _cells(sheet, limits, formulas):
    """Every filled cell as row, column, kind and value."""
    sheet.reset_dimensions()  # what a file says of its own size may be a lie
    for row in sheet.iter_rows():
        limits.watch(sheet.title)
        for cell in row:
            at = getattr(cell, "coordinate", "")  # gaps have no address
            if cell.value is not None or at in formulas:
                limits.spend(sheet.title, cell.row, cell.column)
                yield [cell.row, cell.column, *_plain(cell.value)]


def _plain(value):
    if isinstance(value, datetime.datetime):
        return "moment", value.isoformat()
    if isinstance(value, datetime.date):
        return "day", value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return "plain", int(value)
    if isinstance(value, bool | int | float | str | type(None)):
        return "plain", value
    return "plain", str(value)
