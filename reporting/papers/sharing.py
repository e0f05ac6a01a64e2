"""Summaries of learning and dissemination plans, under exactly their own headings."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dissemination.choices import PlanState, SummaryState
from dissemination.headings import PLAN, SUMMARY, headings_of
from dissemination.models import LearningSummary
from dissemination.queries import lines_of, with_audiences
from reporting.pdf import draw
from reporting.word import Paper

TEMPLATE = "reporting/pdf/sharing.html"


@dataclass(frozen=True)
class Table:
    """One table with its caption."""

    caption: str
    headings: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class SharingPaper:
    """Everything a paper says."""

    title: str
    caption: str
    facts: list[tuple[str, str]]
    tables: list[Table]
    marking: str = ""


def paper_of_summary(summary, user) -> SharingPaper:
    """Its header and its five columns (SOL-59)."""
    form = headings_of(summary.board, user, SUMMARY)
    rows = LearningSummary.objects.visible_to(user).filter(pk=summary.pk)
    named = with_audiences(rows, user).get().shown_audiences
    audiences = [*map(str, named), summary.audience_note]
    cells = [
        summary.activity_type,
        summary.description,
        summary.summary,
        summary.messages,
        "\n".join(filter(None, audiences)),
    ]
    draft = summary.state in {SummaryState.DRAFT, SummaryState.RETURNED}
    return SharingPaper(
        form.title,
        summary.reference,
        [(form.words["group"], str(summary.group))],
        [Table(form.title, form.columns, [cells])],
        marking=_("Draft: not sent yet") if draft else "",
    )


def paper_of_plan(plan, user) -> SharingPaper:
    """Its four columns, a row an audience (SOL-60); then who, when and what came."""
    form = headings_of(plan.board, user, PLAN)
    lines = list(lines_of(plan, user))
    who = [
        form.words["audience"], _("Agency"), _("Owner"), _("By when"),
        _("Delivered on"), _("People reached"), _("What the measure showed"),
    ]  # fmt: skip
    return SharingPaper(
        form.title,
        plan.title,
        [(_("Reference"), plan.reference), (_("Kept by"), str(plan.group))],
        [
            Table(form.title, form.columns, [_planned(line) for line in lines]),
            Table(_("Who, by when, and what came of it"), who, [*map(_done, lines)]),
        ],
        marking=_("Draft: not agreed yet") if plan.state == PlanState.DRAFT else "",
    )


def _planned(line) -> list[str]:
    methods = [*map(str, line.shown_methods), line.methods_note]
    methods = "\n".join(filter(None, methods))
    return [line.purpose, str(line.audience), methods, line.measure]


def _done(line) -> list[str]:
    return [
        str(line.audience),
        str(line.agency or ""),
        str(line.owner or ""),
        _day(line.due_on),
        _day(line.delivered_on),
        "" if line.reach is None else str(line.reach),
        line.result,
    ]


def _day(day) -> str:
    return date_format(day, "j F Y") if day else ""


def summary_word(record, document) -> bytes:
    """A summary in Word."""
    return _word(paper_of_summary(record, document.asked_by), document)


def summary_pdf(record, document) -> bytes:
    """A summary as a tagged PDF."""
    return _pdf(paper_of_summary(record, document.asked_by), document)


def plan_word(record, document) -> bytes:
    """A dissemination plan in Word."""
    return _word(paper_of_plan(record, document.asked_by), document)


def plan_pdf(record, document) -> bytes:
    """A dissemination plan as a tagged PDF."""
    return _pdf(paper_of_plan(record, document.asked_by), document)


def _word(paper, document) -> bytes:
    word = Paper(document, paper.title, paper.caption, wide=True)
    if paper.marking:
        word.words(paper.marking, bold=True)
    for label, words in paper.facts:
        word.labelled(label, words)
    for number, table in enumerate(paper.tables):
        if number:
            word.heading(table.caption)
        word.table(table.headings, table.rows)
    return word.as_bytes()


def _pdf(paper, document) -> bytes:
    context = {
        "paper": paper,
        "heading": paper.title,
        "caption": paper.caption,
        "marking": paper.marking,
        "wide": True,
    }
    return draw(TEMPLATE, document, context)
