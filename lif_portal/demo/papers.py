"""Papers of a review, kept by section: terms of reference, a timeline, panel notes."""

from functools import cache
from io import BytesIO

from django.core.files.base import ContentFile
from docx import Document

from reviews.choices import Section
from reviews.services.papers import add_papers

TERMS = (
    "Terms of reference",
    "The panel looks at twelve months in the agencies named. It asks what helped, "
    "what got in the way, and why that made sense to those who were there.",
)
NOTES = (
    "Notes of the panel",
    "Timelines were compared. Two gaps between services remain to be understood. "
    "The next meeting prepares the event with practitioners.",
)
TIMELINE = (
    "Month,Agency role,What happened,Why\n"
    "1,Health visitor,Visit as planned,Within the usual pattern\n"
    "4,Duty team,Contact closed,Information did not arrive\n"
)


def keep_papers(seeding, owner) -> None:
    """What a panel that is at work has in its folder."""
    rows = [
        (Section.TERMS, "terms.docx", _written(*TERMS), TERMS[0]),
        (Section.MEETINGS, "panel.docx", _written(*NOTES), NOTES[0]),
        (Section.AGENCIES, "timeline.csv", TIMELINE.encode(), "Joint timeline"),
    ]
    for section, name, content, title in rows:
        file = ContentFile(content, name=name)
        add_papers(
            review=seeding.review, section=section, files=[file], title=title, by=owner
        )


@cache
def _written(heading, text) -> bytes:
    """A short Word document."""
    document, kept = Document(), BytesIO()
    document.add_heading(heading, 1)
    document.add_paragraph(text)
    document.save(kept)
    return kept.getvalue()
