"""The rows of an annual report as the plain document every format is drawn from."""

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boards.localised import localised
from reporting.annual.document import (
    Block,
    Chart,
    Quote,
    ReportDocument,
    Section,
    Table,
    Words,
)
from reporting.choices import AnnualReportState, BlockKind

BLOCKS = "blocks__agency"
UNPUBLISHED = {
    AnnualReportState.DRAFT,
    AnnualReportState.CIRCULATED,
    AnnualReportState.SIGN_OFF,
}


def document_of(report, language: str = "en-gb") -> ReportDocument:
    """The whole report in one language; what has no Welsh stands in English."""
    with translation.override(language):
        return ReportDocument(
            board=report.board.name,
            title=localised(report, "title"),
            year=year_of(report),
            language=language,
            sections=[_section(one) for one in sections_of(report)],
            marking=_marking(report),
        )


def sections_of(report) -> list:
    """The sections in order, each with the blocks that are `standing` in it."""
    sections = list(report.sections.order_by("number").prefetch_related(BLOCKS))
    for section in sections:
        blocks = [one for one in section.blocks.all() if one.removed_at is None]
        section.standing = sorted(blocks, key=lambda one: (one.number, one.pk))
    return sections


def year_of(report) -> str:
    """The days it reports on, as people read them."""
    days = [date_format(d, "j F Y") for d in (report.first_day, report.last_day)]
    return _("%(first)s to %(last)s") % {"first": days[0], "last": days[1]}


def _marking(report) -> str:
    return _("Draft: not for publication") if report.state in UNPUBLISHED else ""


def _section(section) -> Section:
    blocks = [block_of(one) for one in section.standing]
    if section.nothing_because and not blocks:
        said = _("Nothing to report: %s") % section.nothing_because
        blocks = [Words(said)]
    number, title = str(section.number), localised(section, "title")
    return Section(number, title, blocks, section.pk)


def block_of(block) -> Block:
    """One block in the language of the moment."""
    text = localised(block, "text")
    if block.kind == BlockKind.QUOTE:
        return Quote(text, block.agency.name if block.agency else "", block.pk)
    if block.kind == BlockKind.FIGURE:
        return _figure(block)
    return Words(text, block.pk)


def _figure(block) -> Table | Chart:
    said = block.figure
    welsh = said.get("cy") if translation.get_language() == "cy" else None
    said = said | (welsh or {})
    table = Table(
        said.get("caption", ""),
        [str(one) for one in said.get("columns", [])],
        [[str(cell) for cell in row] for row in said.get("rows", [])],
        block.pk,
    )
    return Chart(table.caption, table, block.pk) if said.get("chart") else table
