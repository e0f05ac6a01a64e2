"""Tables as files: a spreadsheet never runs what a person typed."""

import csv
from datetime import date
from io import BytesIO, StringIO

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def safe(value) -> str:
    """Text a spreadsheet shows and does not run."""
    text = ILLEGAL_CHARACTERS_RE.sub("", "" if value is None else str(value))
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def as_csv(headings, rows) -> bytes:
    """With a byte order mark, so that Excel reads Welsh letters."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([safe(heading) for heading in headings])
    writer.writerows([safe(value) for value in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def as_xlsx(headings, rows, title: str) -> bytes:
    """One sheet, headings bold and frozen, long text wrapped."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    sheet.freeze_panes = "A2"
    for index in range(len(headings)):
        sheet.column_dimensions[get_column_letter(index + 1)].width = 32
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_name(title: str) -> str:
    return "".join(c for c in title if c not in r"[]:*?/\'")[:31] or "Table"


def _cell(sheet, value, *, bold=False):
    if type(value) in (int, float, date):  # so that Excel sorts and counts them
        cell = WriteOnlyCell(sheet, value)
    else:
        text = ILLEGAL_CHARACTERS_RE.sub("", "" if value is None else str(value))
        cell = WriteOnlyCell(sheet, text[:32767])
        cell.data_type = "s"  # "=1+1" stays words
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(bold=bold)
    return cell


def download(kind: str, name: str, headings, rows) -> HttpResponse:
    """A file of the rows shown: kind is csv or xlsx."""
    if kind == "csv":
        body, content_type = as_csv(headings, rows), "text/csv; charset=utf-8"
    else:
        body, content_type = as_xlsx(headings, rows, name), XLSX
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def asked_kind(request) -> str:
    """The file asked for in the address, or nothing."""
    kind = request.GET.get("as", "")
    return kind if kind in {"csv", "xlsx"} else ""
