"""Text with separators: no markup, no zero bytes, nothing a spreadsheet would run."""

import re

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from learning.reading import delimited
from learning.uploads.refusals import Refused

MARKUP = ("<!doctype", "<html", "<svg", "<?xml", "<script", "{\\rtf", "%!ps", "%pdf-")

# What a spreadsheet runs when somebody opens the file: a formula, a call, a command.
RUNS = re.compile(r"[=＝]\s*\S|[@+＋－-]\s*[\w.]+\(")
SIGNS = ("=", "＝", "@", "+", "＋", "-", "－")


def check(file, kind) -> None:
    """Raises Refused unless the file is text that only looks like text."""
    text = delimited.read(file).text
    start = text[:200].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(MARKUP) or "<script" in text[:4096].lower():
        raise Refused(
            _(
                "The file's name ends in .csv but it holds a web page or another kind "
                "of document. Save it from Excel as “CSV UTF-8” and send the new copy."
            ),
            code="mismatch",
        )
    if not text.strip("\ufeff \t\r\n,;"):
        raise Refused(
            _("The file is empty. Check it on your computer and choose it again."),
            code="empty",
        )


def check_formulas(file) -> None:
    """Raises Refused where a spreadsheet would run a cell as a formula."""
    for number, row in enumerate(delimited.read(file).rows(), start=1):
        for column, cell in enumerate(row, start=1):
            if _runs(cell.lstrip()):
                raise _formula(f"{get_column_letter(column)}{number}")


def _runs(cell) -> bool:
    command = cell.startswith(SIGNS) and "|" in cell and "!" in cell
    return command or RUNS.match(cell) is not None


def _formula(address) -> Refused:
    said = _(
        "Cell %(address)s holds a formula, which runs on the computer of whoever opens "
        "the file. Save the sheet as values, or as a PDF, and send that."
    )
    return Refused(said % {"address": address}, code="formula")
