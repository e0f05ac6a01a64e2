"""The headings of a summary and of a plan: exactly those of the board's own forms.

Seed 003, appendices B and C (SOL-59, SOL-60), where the board has them; the same
fields under plain words elsewhere.
"""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from learning.models import ReportTemplate

SUMMARY, PLAN = "summary_of_learning", "learning_dissemination_action_plan"
SUMMARY_WORDS = {
    "group": _("Group"),
    "activity_type": _("Type of activity"),
    "description": _("Brief description of the activity and dates undertaken"),
    "summary": _("Summary of findings"),
    "messages": _("Multi-agency learning: key messages"),
    "audiences": _("Target audiences for dissemination of learning"),
}
PLAN_WORDS = {
    "purpose": _("Purpose of key messages"),
    "audience": _("Target audiences"),
    "methods": _("Communication methods"),
    "measure": _("Measures of success"),
}
FORMS = {
    SUMMARY: (_("Summary of Learning"), SUMMARY_WORDS, ("group",)),
    PLAN: (_("Learning dissemination plan"), PLAN_WORDS, ()),
}


@dataclass(frozen=True)
class Headings:
    """The title of a form, and the words above each of its fields."""

    title: str
    words: dict[str, str]
    header: tuple[str, ...] = ()

    @property
    def columns(self) -> list[str]:
        return [text for name, text in self.words.items() if name not in self.header]


def headings_of(board, user, key) -> Headings:
    """The board's own form in the reader's language, else plain words."""
    title, words, header = FORMS[key]
    words = {name: str(text) for name, text in words.items()}
    seen = ReportTemplate.objects.visible_to(user).filter(board=board, key=key)
    template = seen.first()
    if template is None:
        return Headings(str(title), words, header)
    parts = [*template.header, *template.columns]
    if len(parts) == len(words):
        words = {
            name: _said(part) or words[name]
            for name, part in zip(words, parts, strict=True)
        }
    return Headings(template.name, words, header)


def _said(part) -> str:
    if isinstance(part, str):
        return part
    welsh = part.get("cy", "") if get_language() == "cy" else ""
    return welsh or part.get("en", "")
