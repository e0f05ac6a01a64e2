"""An action plan in Word, under exactly the headings of its form."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.papers.action_plan import PlanPaper, paper_of_composite, paper_of_plan
from reporting.word import Paper

SHARES = [7, 3, 4, 6, 6, 7]


def plan(record, document) -> bytes:
    """One plan: what to look at first, then each recommendation with its actions."""
    return _set_out(paper_of_plan(record, document.asked_by), document)


def composite(record, document) -> bytes:
    """The composite plan as filtered."""
    return _set_out(paper_of_composite(record), document)


def _set_out(paper: PlanPaper, document) -> bytes:
    word = Paper(document, paper.title, paper.caption, wide=True)
    if paper.marking:
        word.words(paper.marking, bold=True)
    for label, words in paper.facts:
        word.labelled(label, words)
    _summary(word, paper)
    word.file.add_page_break()
    for chapter in paper.chapters:
        word.heading(chapter.title)
        for part in chapter.parts:
            _part(word, part, paper.headings)
    return word.as_bytes()


def _summary(word, paper) -> None:
    word.heading(_("What to look at first"))
    counted = [(f"{level.letter} {level.word}", n) for level, n in paper.tally.statuses]
    word.table([_("Status"), _("Actions")], counted, [4, 1])
    if paper.left_out:
        word.words(left_out_words(paper), bold=True)
    if not paper.exceptions:
        word.words(_("Nothing is late, stale, slipping or without a measure."))
        return
    reasons = [
        (f"{one.reason.label}: {one.reason.meaning}", one.count)
        for one in paper.exceptions
    ]
    word.table([_("Reason to look"), _("Actions")], reasons, [4, 1])
    for listed in paper.exceptions:
        word.heading(f"{listed.reason.label} ({listed.count})", level=2)
        word.table(*listed_table(listed), [3, 8, 4, 3, 4])


def listed_table(listed):
    """Headings and rows of the actions under one exception."""
    headings = [_("Reference"), _("Action"), _("Agency"), _("Due"), _("Status")]
    rows = [
        [
            one.reference,
            one.text,
            str(one.agency or ""),
            date_format(one.due_on, "j F Y"),
            one.get_status_display(),
        ]
        for one in listed.actions
    ]
    return headings, rows


def left_out_words(paper) -> str:
    """That a paper does not hold everything."""
    words = _("%(n)s more actions, due later, are not on this paper: narrow the list.")
    return words % {"n": paper.left_out}


def _part(word, part, headings) -> None:
    first, second = headings.header
    word.labelled(first, part.recommendation or _("None recorded"))
    word.labelled(second, part.rationale or _("None recorded"))
    word.table(headings.columns, part.rows, SHARES)
