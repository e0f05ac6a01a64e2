"""The headings of an action plan: exactly those of the board's own template."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from learning.models import ReportTemplate

TEMPLATE = "practice_review_action_plan"
HEADER = ("recommendation_text", "rationale")
COLUMNS = (
    "text", "due_on", "responsible", "intended_outcome", "measure", "progress"
)  # fmt: skip
# Seed 000, appendix 2: the words of the form, to the letter (CTM-56).
WORDS = {
    "recommendation_text": gettext_lazy("Recommendation"),
    "rationale": gettext_lazy("Rationale"),
    "text": gettext_lazy("Action"),
    "due_on": gettext_lazy("Timescale"),
    "responsible": gettext_lazy("Responsible"),
    "intended_outcome": gettext_lazy("Intended Outcome"),
    "measure": gettext_lazy("How will we measure the Outcome?"),
    "progress": gettext_lazy("Progress"),
}


@dataclass(frozen=True)
class Headings:
    """The title of the form, and the words above each of its eight fields."""

    title: str
    words: dict[str, str]

    @property
    def header(self) -> list[str]:
        return [self.words[name] for name in HEADER]

    @property
    def columns(self) -> list[str]:
        return [self.words[name] for name in COLUMNS]


def headings_of(board, user) -> Headings:
    """The board's own template in the reader's language, else the form's words."""
    words = {name: str(text) for name, text in WORDS.items()}
    seen = ReportTemplate.objects.visible_to(user).filter(board=board, key=TEMPLATE)
    template = seen.first()
    if template is None:
        return Headings(_("Action plan"), words)
    for names, parts in ((HEADER, template.header), (COLUMNS, template.columns)):
        if len(parts) == len(names):
            words |= {
                n: _said(p) or words[n] for n, p in zip(names, parts, strict=True)
            }
    return Headings(template.name, words)


def all_words(board, user) -> dict[str, set[str]]:
    """Every word a field may stand under in what people bring, in both languages."""
    known = {name: {str(text)} for name, text in WORDS.items()}
    seen = ReportTemplate.objects.visible_to(user).filter(board=board, key=TEMPLATE)
    for template in seen:
        for names, parts in ((HEADER, template.header), (COLUMNS, template.columns)):
            for name, part in zip(names, parts, strict=False):
                known[name] |= _both(part)
    return known


def _said(part) -> str:
    if isinstance(part, str):
        return part
    welsh = part.get("cy", "") if get_language() == "cy" else ""
    return welsh or part.get("en", "")


def _both(part) -> set[str]:
    return {part} if isinstance(part, str) else set(filter(None, part.values()))
