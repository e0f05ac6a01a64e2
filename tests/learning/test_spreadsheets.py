"""Spreadsheets are read whole, or refused whole with what to do about it."""

import datetime

import pytest
from openpyxl.workbook.defined_name import DefinedName

from learning.spreadsheets import Limits, open_workbook
from learning.uploads import Refused
from tests.learning import files as made


def read(content, name="audit.xlsx", **limits):
    return open_workbook(made.upload(name, content), Limits(**limits))


def refused(content, name="audit.xlsx", **limits):
    with pytest.raises(Refused) as problem:
        read(content, name, **limits)
    return problem.value


def test_cells_come_with_their_address_and_kind():
    day = datetime.datetime(2026, 3, 27)
    book = read(made.xlsx([["Standard", 4, 0.5, True, day], ["=1.1", None, "  x "]]))

    sheet = book.named(" sheet ")
    assert (book.kind, [one.name for one in book]) == ("xlsx", ["Sheet"])
    assert [cell.value for cell in sheet.rows[1]] == ["Standard", 4, 0.5, True, day]
    assert sheet.cell(2, 3).address == "Sheet!C2"
    assert (sheet.text(2, 3), sheet.text(9, 9)) == ("x", "")


def test_formulas_hidden_and_merged_parts_are_reported():
    def change(book):
        book.active["B1"] = "=SUM(A1:A2)"
        book.active.merge_cells("A3:C3")
        book.active.row_dimensions[2].hidden = True
        book.active.column_dimensions["A"].hidden = True
        book.create_sheet("Lists").sheet_state = "hidden"
        book.create_sheet("Deeper").sheet_state = "veryHidden"

    book = read(made.xlsx(change=change))

    [cell] = book.formulas
    assert (cell.address, cell.formula, cell.value) == (
        "Sheet!B1",
        "=SUM(A1:A2)",
        None,
    )
    assert book.merged_addresses == ["Sheet!A3:C3"]
    assert [sheet.name for sheet in book.hidden] == ["Lists", "Deeper"]
    assert (book.all[0].hidden_rows, book.all[0].hidden_columns) == ([2], ["A"])


@pytest.mark.parametrize(
    ("rows", "limits", "why"),
    [
        ([["x"]] * 60, {"rows": 50}, "rows"),
        ([["x"] * 12], {"columns": 10}, "columns"),
        ([["x"] * 10] * 10, {"cells": 99}, "cells"),
        ([[f"=A{n}"] for n in range(1, 1100)], {}, "formulas"),
    ],
)
def test_more_than_the_limit_is_refused_and_nothing_is_read(rows, limits, why):
    problem = refused(made.xlsx(rows), **limits)

    assert problem.code == why
    assert problem.messages[0].endswith("Nothing was imported.")


@pytest.mark.parametrize("name", ["rows.csv", "rows.xlsx"])
def test_100_000_rows_are_refused_in_words(name):
    content = (
        "Standard,Rating\n" * 100_000
        if name.endswith("csv")
        else made.xlsx([["Standard", "Rating"]] * 100_000)
    )

    problem = refused(content, name)

    assert problem.code == "rows"
    assert "more than 5000 filled rows" in problem.messages[0]


def test_time_is_limited():
    assert refused(made.xlsx(), seconds=0).code == "seconds"


def test_what_a_file_says_of_its_own_size_is_not_believed():
    content = made.xlsx([["a"], ["b"]])
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<dimension ref="A1:A1"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="900"><c r="ZZ900"><v>2</v></c></row></sheetData></worksheet>'
    )
    changed = made.with_parts(content, {"xl/worksheets/sheet1.xml": sheet})

    assert refused(changed).code == "columns"
    assert read(changed, columns=1000).all[0].text(900, 702) == "2"


def test_a_name_that_points_nowhere_does_no_harm():
    def change(book):
        book.defined_names["Gone"] = DefinedName("Gone", attr_text="#REF!")

    assert read(made.xlsx(change=change)).all[0].text(1, 1) == "Standard"


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (made.docx(), "audit.xlsx", "mismatch"),
        (made.pdf(), "audit.pdf", "kind"),
        (b"", "audit.xlsx", "empty"),
        (made.xlsx()[:200], "audit.xlsx", "damaged"),
        (
            made.with_parts(made.xlsx(), {"xl/worksheets/sheet1.xml": "<worksheet><a"}),
            "audit.xlsx",
            "damaged",
        ),
    ],
)
def test_files_that_are_no_spreadsheets_are_refused(content, name, why):
    assert refused(content, name).code == why


WORDS = "Asiantaeth,Safon\r\nTŷ’r Cyngor,£3 – café\r\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (WORDS.encode(), "utf-8"),
        (WORDS.encode("utf-8-sig"), "utf-8-sig"),
        (WORDS.encode("utf-16"), "utf-16"),
        (WORDS.encode("utf-16-le"), "utf-16-le"),
        (WORDS.replace("ŷ", "y").encode("cp1252"), "cp1252"),
    ],
)
def test_csv_is_read_in_the_encodings_offices_use(raw, encoding):
    book = read(raw, "audit.csv")

    assert book.encoding == encoding
    assert book.all[0].text(2, 2) == "£3 – café"
    assert book.all[0].cell(2, 2).address == "CSV!B2"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_separator_is_found(separator):
    lines = [["Standard", "Rating"], ["1, one; or | so", "Green"], ["2", "Red"]]
    text = "\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)

    book = read(text, "audit.csv")

    assert book.delimiter == separator
    assert [cell.text for cell in book.all[0].rows[2]] == ["1, one; or | so", "Green"]


def test_csv_keeps_line_ends_inside_a_cell_and_marks_formulas():
    book = read('a,"one\r\ntwo"\n=1+1,-5\n', "audit.csv")

    assert book.all[0].cell(1, 2).value == "one\r\ntwo"
    assert [cell.address for cell in book.formulas] == ["CSV!A2"]


@pytest.mark.parametrize(
    "raw", [b"a,b\0c\n", b"\x93NUMPY\x01\0", "a\0b".encode("utf-16")]
)
def test_zero_bytes_are_refused(raw):
    assert refused(raw, "audit.csv").code == "not_text"


def test_a_quotation_mark_that_never_closes_is_refused():
    text = 'a,"' + "b" * 200_000

    assert refused(text, "audit.csv").code == "quotes"
