"""An agency's return in Word, under the board's exact headings."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.papers.reading import ReturnPaper, paper_of
from reporting.subjects import round_name
from reporting.word import Paper

# How wide a column is beside the others.
SHARES = {"number": 1, "rating": 3, "question": 5, "response": 7, "position": 7}


def as_word(agency_return, document) -> bytes:
    """The return as it stands: a heading and a table for each section."""
    paper = paper_of(agency_return, document.asked_by)
    round = agency_return.round
    word = Paper(
        document,
        str(agency_return.agency),
        round_name(round),
        wide=len(paper.columns) > 2,
    )
    word.words(state_words(paper))
    for part in paper.parts:
        word.heading(part.title)
        word.table(
            [column.heading for column in paper.columns],
            part.rows,
            [SHARES.get(column.attribute, 4) for column in paper.columns],
        )
    return word.as_bytes()


def state_words(paper: ReturnPaper) -> str:
    """Draft, or when and by whom it was handed in."""
    if paper.is_draft:
        return _("Draft. Not handed in.")
    if paper.submission is None:
        return paper.agency_return.get_state_display()
    told = {
        "on": date_format(paper.submission.submitted_at, "j F Y"),
        "who": paper.submission.submitted_by,
        "receipt": paper.submission.reference,
    }
    return _("Handed in on %(on)s by %(who)s. Receipt %(receipt)s.") % told
