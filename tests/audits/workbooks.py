"""Workbooks as boards and agencies write them, made for a test."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook


def upload(body: bytes, name="questions.xlsx") -> SimpleUploadedFile:
    """Bytes as a file somebody chose in a browser."""
    return SimpleUploadedFile(name, body)


def workbook(*sheets, merged=(), hidden=(), name="questions.xlsx"):
    """An uploaded workbook: each sheet is (title, rows); merged are "Title!A1:C1"."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    for place in merged:
        title, cells = place.split("!")
        book[title].merge_cells(cells)
    for title in hidden:
        book[title].sheet_state = "hidden"
    return saved(book, name)


def saved(book, name="questions.xlsx") -> SimpleUploadedFile:
    """An openpyxl workbook as an upload."""
    out = BytesIO()
    book.save(out)
    return upload(out.getvalue(), name)


def opened(body: bytes):
    """A downloaded workbook to write in."""
    return load_workbook(BytesIO(body))
