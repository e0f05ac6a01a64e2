"""Findings, links and thread of a voice, survey, lesson or report stand in its own
navigation."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from frameworks.vocabulary import SourceKind
from learning.models import LearningSource
from learning.source_pages import PAGES, Frame, add_frame
from voices.models import AreaReport, ComplaintLesson, Survey, VoiceActivity

# The kinds of source each detail may hang on, in words and addresses.
DETAILS = {
    "activity": (VoiceActivity, "voices:activity", "voices:activities", _("Voices")),
    "survey": (Survey, "voices:survey", "voices:surveys", _("Surveys")),
    "lesson": (
        ComplaintLesson, "voices:lesson", "voices:lessons", _("Lessons from complaints")
    ),
    "report": (AreaReport, "voices:report", "voices:reports", _("Reports")),
}  # fmt: skip
KINDS = {SourceKind.VOICE, SourceKind.COMPLAINTS, SourceKind.PARTNER_REPORT}


def voice_frame(user, source, here) -> Frame | None:
    """The pages around a source of this floor; None for any other source."""
    if source.kind not in KINDS:
        return None
    name = _detail_of(source)
    if name is None:
        return None
    _model, home, up, up_text = DETAILS[name]
    address = [source.board.slug, source.reference]
    pages = [{"text": _("Overview"), "url": reverse(home, args=address)}]
    pages += [
        {"text": text, "url": reverse(page, args=address)} for text, page in PAGES[1:]
    ]
    names = [home, *(page for _text, page in PAGES[1:])]
    for page, called in zip(pages, names, strict=True):
        page["current"] = called == here
    up_url = reverse(up, args=[source.board.slug])
    return Frame(pages[0]["url"], pages, up_url, up_text)


def _detail_of(source) -> str | None:
    """Which detail it has. One query."""
    asked = {
        f"is_{name}": Exists(model.objects.filter(source=OuterRef("pk")))
        for name, (model, *_rest) in DETAILS.items()
    }
    row = LearningSource.objects.filter(pk=source.pk).values(**asked).get()
    return next((name for name in DETAILS if row[f"is_{name}"]), None)


add_frame(voice_frame)
