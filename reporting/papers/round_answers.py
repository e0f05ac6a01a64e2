"""Every answer of a round as a workbook."""

from django.utils.translation import gettext as _

from reporting.papers.reading import answer_headings, answer_rows, answer_table
from reporting.subjects import round_name
from reporting.workbook import Book

WIDTHS = {"number": 9, "rating": 16, "moderated": 16, "final": 16, "section": 24}


def as_excel(round, document) -> bytes:
    """The same workbook, built in the background where a round is large."""
    return workbook(round, document.asked_by)


def workbook(round, user) -> bytes:
    """A row for each agency and question, under the exact headings."""
    wording = answer_table(round)
    book = Book(round_name(round), round.board)
    book.sheet(
        _("Answers"),
        answer_headings(wording),
        answer_rows(round, user, wording),
        (32, *[WIDTHS.get(name, 46) for name in wording.attributes]),
        frozen_columns=2,
    )
    return book.as_bytes()
