"""Kinds of document: about what, in which format, made by which function.

A kind names its builder by its path, so that pages which only list kinds never load
what draws PDFs. A builder takes the record and the row of the document, and reads
only what `document.asked_by` may see.
"""

from dataclasses import dataclass

from django.http import Http404
from django.utils.module_loading import import_string
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from boards.exports import XLSX
from reporting.subjects import (
    AGENCY,
    BRIEFING,
    COMPOSITE,
    DISSEMINATION,
    EDITION,
    INSPECTION,
    PLAN,
    RETURN,
    ROUND,
    SUMMARY,
    WELSH_BRIEFING,
    Subject,
)

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {PDF: "pdf", WORD: "docx", XLSX: "xlsx"}


@dataclass(frozen=True)
class Kind:
    """One kind of document people can ask for."""

    key: str
    title: str
    subject: Subject
    builder: str
    content_type: str

    def title_of(self, record) -> str:
        """The kind and what it is about."""
        return f"{self.title}: {self.subject.title(record)}"[:250]

    def file_name(self, record, version: int) -> str:
        """A name people recognise in their downloads."""
        about = slugify(self.subject.title(record))[:120]
        ending = ENDINGS[self.content_type]
        return f"{about}-{slugify(self.title)}-v{version}.{ending}"

    def build(self, record, document) -> bytes:
        """The file itself. Slow: only workers call it."""
        return import_string(f"reporting.papers.{self.builder}")(record, document)


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "agency-handover-word",
            _("Handover pack in Word"),
            AGENCY,
            "handover.as_word",
            WORD,
        ),
        Kind("return-pdf", _("Return as PDF"), RETURN, "returns.as_pdf", PDF),
        Kind("return-word", _("Return in Word"), RETURN, "returns_word.as_word", WORD),
        Kind(
            "questionnaire-word",
            _("Blank questionnaire in Word"),
            EDITION,
            "questionnaire.as_word",
            WORD,
        ),
        Kind(
            "development-day-pdf",
            _("Development day pack as PDF"),
            ROUND,
            "development_day_pdf.as_pdf",
            PDF,
        ),
        Kind(
            "development-day-excel",
            _("Development day pack in Excel"),
            ROUND,
            "development_day_excel.as_excel",
            XLSX,
        ),
        Kind(
            "round-contributions-word",
            _("Contributions to the annual report in Word"),
            ROUND,
            "contributions.as_word",
            WORD,
        ),
        Kind(
            "round-answers-excel",
            _("Every answer in Excel"),
            ROUND,
            "round_answers.as_excel",
            XLSX,
        ),
        Kind(
            "plan-word",
            _("Action plan in Word"),
            PLAN,
            "action_plan_word.plan",
            WORD,
        ),
        Kind("plan-pdf", _("Action plan as PDF"), PLAN, "action_plan_pdf.plan", PDF),
        Kind(
            "summary-word",
            _("Summary of Learning in Word"),
            SUMMARY,
            "sharing.summary_word",
            WORD,
        ),
        Kind(
            "summary-pdf",
            _("Summary of Learning as PDF"),
            SUMMARY,
            "sharing.summary_pdf",
            PDF,
        ),
        Kind(
            "dissemination-word",
            _("Dissemination plan in Word"),
            DISSEMINATION,
            "sharing.plan_word",
            WORD,
        ),
        Kind(
            "dissemination-pdf",
            _("Dissemination plan as PDF"),
            DISSEMINATION,
            "sharing.plan_pdf",
            PDF,
        ),
        Kind(
            "composite-word",
            _("Board paper in Word"),
            COMPOSITE,
            "action_plan_word.composite",
            WORD,
        ),
        Kind(
            "composite-pdf",
            _("Board paper as PDF"),
            COMPOSITE,
            "action_plan_pdf.composite",
            PDF,
        ),
        Kind(
            "composite-excel",
            _("Every action shown in Excel"),
            COMPOSITE,
            "action_plan_excel.composite",
            XLSX,
        ),
        Kind(
            "inspection-word",
            _("Inspection pack in Word"),
            INSPECTION,
            "inspection.as_word",
            WORD,
        ),
        Kind(
            "inspection-pdf",
            _("Inspection pack as PDF"),
            INSPECTION,
            "inspection.as_pdf",
            PDF,
        ),
        Kind(
            "inspection-excel",
            _("Inspection pack in Excel"),
            INSPECTION,
            "inspection.as_excel",
            XLSX,
        ),
        Kind("briefing-pdf", _("Briefing as PDF"), BRIEFING, "briefing.as_pdf", PDF),
        Kind(
            "briefing-word", _("Briefing in Word"), BRIEFING, "briefing.as_word", WORD
        ),
        Kind(
            "briefing-pdf-welsh",
            _("Briefing in Welsh as PDF"),
            WELSH_BRIEFING,
            "briefing.as_welsh_pdf",
            PDF,
        ),
        Kind(
            "briefing-word-welsh",
            _("Briefing in Welsh in Word"),
            WELSH_BRIEFING,
            "briefing.as_welsh_word",
            WORD,
        ),
    )
}


def kind_or_404(key: str) -> Kind:
    """A kind by its key. Raises Http404."""
    if key not in KINDS:
        raise Http404
    return KINDS[key]
