"""An action plan as a tagged PDF, under exactly the headings of its form."""

from django.utils.translation import gettext as _

from reporting.papers.action_plan import paper_of_composite, paper_of_plan
from reporting.pdf import draw

TEMPLATE = "reporting/pdf/action_plan.html"


def plan(record, document) -> bytes:
    """One plan: what to look at first, then each recommendation with its actions."""
    return _draw(paper_of_plan(record, document.asked_by), document)


def composite(record, document) -> bytes:
    """The composite plan as filtered."""
    return _draw(paper_of_composite(record), document)


def _draw(paper, document) -> bytes:
    context = {
        "paper": paper,
        "heading": paper.title,
        "caption": paper.caption or _("Every action"),
        "marking": paper.marking,
        "wide": True,
    }
    return draw(TEMPLATE, document, context)
