"""The board's own headings of briefings: rows of its templates, in order."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from dissemination.choices import BriefingKind
from learning.models import ReportTemplate

TEMPLATES = {
    BriefingKind.SEVEN_MINUTE: "seven_minute_briefing",
    BriefingKind.AUDIT_NOTE: "learning_from_audit_briefing_note",
}
# How many boxes each has: the first so many, the other up to so many.
BOXES = {BriefingKind.SEVEN_MINUTE: 7, BriefingKind.AUDIT_NOTE: 8}


class Start(models.TextChoices):
    """What of the record a box begins with."""

    NOTHING = "", _("Nothing: it is written here")
    SUMMARY = "summary", _("What was noticed")
    LESSONS = "lessons", _("Lessons, gaps and issues")
    GOOD_PRACTICE = "good_practice", _("Good practice")
    RECOMMENDATIONS = "recommendations", _("Recommendations of the findings")


# Until a board says otherwise: words of a heading that tell what goes below it.
USUAL = (
    ("background", Start.SUMMARY),
    ("why this theme", Start.SUMMARY),
    ("good practice", Start.GOOD_PRACTICE),
    ("works well", Start.GOOD_PRACTICE),
    ("found", Start.LESSONS),
    ("improve", Start.LESSONS),
    ("to do", Start.RECOMMENDATIONS),
)


@dataclass(frozen=True)
class Heading:
    """The words above one box, and what the box begins with."""

    key: str
    en: str
    cy: str = ""
    starts: str = ""


def template_of(board, user, kind) -> ReportTemplate | None:
    """The row of the board's templates that holds a kind's headings."""
    rows = ReportTemplate.objects.visible_to(user).filter(board=board)
    return rows.filter(key=TEMPLATES[BriefingKind(kind)]).first()


def headings_of(template: ReportTemplate | None) -> list[Heading]:
    """The headings in order; none where the board has not said any."""
    sections = template.sections if template else []
    return [_heading(n, said) for n, said in enumerate(sections, 1)]


def _heading(number, said) -> Heading:
    said = {"en": said} if isinstance(said, str) else said
    english = said.get("en", "")
    starts = said.get("starts", _usual(english))
    return Heading(f"b{number}", english, said.get("cy", ""), starts)


def _usual(english: str) -> str:
    words = english.casefold()
    return next((str(start) for part, start in USUAL if part in words), "")


def kinds_of(board, user) -> list[tuple[str, str]]:
    """Kinds of briefing the board has headings for, by the board's own name."""
    rows = ReportTemplate.objects.visible_to(user).filter(
        board=board, key__in=TEMPLATES.values()
    )
    named = {row.key: row for row in rows if row.sections}
    return [(kind, named[key].name) for kind, key in TEMPLATES.items() if key in named]
