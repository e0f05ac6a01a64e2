"""A report document as the parts a page shows: safe words, tables, drawn charts."""

from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from reporting.annual.charts import Drawing, drawing_of
from reporting.annual.document import Chart, Quote, ReportDocument, Table
from reporting.annual.markdown import as_html

STANDALONE = "reporting/annual_read/standalone.html"


@dataclass(frozen=True)
class Part:
    """One block as a page draws it: only what it has is filled."""

    block_id: int
    words: SafeString | str = ""
    quoted_by: str = ""
    is_quote: bool = False
    table: Table | None = None
    drawing: Drawing | None = None

    @property
    def anchor(self) -> str:
        return f"block-{self.block_id}"


@dataclass
class Chapter:
    """One section as a page draws it."""

    number: str
    title: str
    section_id: int
    parts: list[Part] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"section-{self.section_id or self.number}"


def chapters_of(document: ReportDocument) -> list[Chapter]:
    """Every section with its blocks drawn; words begin at the third heading."""
    with translation.override(document.language):
        return [
            Chapter(
                section.number,
                section.title,
                section.section_id,
                [part_of(block) for block in section.blocks],
            )
            for section in document.sections
        ]


def part_of(block) -> Part:
    """One block."""
    if isinstance(block, Table):
        return Part(block.block_id, table=block)
    if isinstance(block, Chart):
        return Part(block.block_id, table=block.table, drawing=drawing_of(block))
    words = as_html(block.text)
    if isinstance(block, Quote):
        return Part(block.block_id, words, block.by, is_quote=True)
    return Part(block.block_id, words)


def as_page(document: ReportDocument) -> bytes:
    """One file that is read without the portal, offline too."""
    with translation.override(document.language):
        context = {
            "report": document,
            "chapters": chapters_of(document),
            "language": html_language(document),
        }
        return render_to_string(STANDALONE, context).encode()


def html_language(document: ReportDocument) -> str:
    """The language as HTML and PDF name it."""
    return "cy" if document.language == "cy" else "en-GB"
