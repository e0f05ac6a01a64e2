"""What changed and where the board learns from, for anybody: no sign-in."""

from boards.lists import paginate
from boards.public_page import public_page, show
from boards.public_words import asked_language, said
from learning.impact_reading import parts_of
from learning.public_framework import matrix, title_of
from learning.public_impact import public_entries, public_entry

SECTION = "impact"


@public_page
def public_framework(request, board):
    """The framework as a matrix: each source of learning with its attributes."""
    language = asked_language(request)
    headings, rows = matrix(board, language)
    return show(
        request,
        "learning/public_framework.html",
        here="framework",
        bilingual="cy" in board.languages,
        title=title_of(board, language),
        headings=headings,
        rows=rows,
    )


@public_page
def public_impact(request, board):
    """What changed because the board learnt something."""
    page = paginate(request, public_entries(board))
    told = [(row, said(row, "changed")) for row in page.object_list]
    template = "learning/public_impact.html"
    return show(request, template, here=SECTION, page=page, told=told)


@public_page
def public_impact_entry(request, board, reference):
    """One change: what was learnt, what was done, what changed, how it is known."""
    entry = public_entry(board, reference)
    language = asked_language(request) if entry.has_welsh else "en"
    return show(
        request,
        "learning/public_impact_entry.html",
        here=SECTION,
        bilingual=entry.has_welsh,
        entry=entry,
        title=said(entry, "title", language),
        parts=parts_of(entry, language),
    )
