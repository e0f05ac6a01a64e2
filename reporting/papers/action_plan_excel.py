"""Every action of a filtered composite plan in Excel, however many there are."""

from django.utils.translation import gettext as _

from actionplans.extracts import extract_headings, extract_rows
from reporting.workbook import Book

WIDTHS = [36, 36, 40, 13, 24, 36, 36, 40, 15, 26, 24, 24]


def composite(record, document) -> bytes:
    """A row for each action, soonest due first."""
    book = Book(document.title, record.board)
    headings = extract_headings(record.board, record.user)
    rows = extract_rows(record.rows.order_by("due_on", "pk"))
    lines = ([_plain(value) for value in row] for row in rows)
    book.sheet(_("Actions"), headings, lines, WIDTHS)
    return book.as_bytes()


def _plain(value):
    """Days as they sort: the book writes words and numbers."""
    return value.isoformat() if hasattr(value, "isoformat") else value
