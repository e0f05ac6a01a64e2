"""An agency's return as a PDF."""

from django.utils.translation import gettext as _

from audits.models import RatingLevel
from reporting.papers.reading import ReturnPaper, paper_of
from reporting.pdf import draw
from reporting.subjects import round_name

NARROW = 2  # so many columns fit on an upright page


def as_pdf(agency_return, document) -> bytes:
    """The return as it stands, under the board's exact headings."""
    user = document.asked_by
    paper = paper_of(agency_return, user)
    context = {
        "paper": paper,
        "heading": str(agency_return.agency),
        "caption": round_name(agency_return.round),
        "wide": len(paper.columns) > NARROW,
        "marking": marking_of(paper),
        "edition": str(agency_return.round.edition),
        "levels": levels_of(agency_return.round, user),
    }
    return draw("reporting/pdf/return.html", document, context)


def levels_of(round, user) -> list[RatingLevel]:
    """Every level the questionnaire rates with, best first."""
    found = RatingLevel.objects.visible_to(user)
    found = found.filter(scale__edition=round.edition_id)
    return list(found.order_by("scale", "-value"))


def marking_of(paper: ReturnPaper) -> str:
    """What a draft says of itself, so that nobody takes it for the return."""
    if paper.is_draft:
        return _("Draft. Not handed in: only this agency's people may read it.")
    return ""
