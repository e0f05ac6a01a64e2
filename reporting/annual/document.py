"""An annual report as plain data: what is read on a page, in Word and as PDF.

Assembled from rows in one place and drawn in several, so that no format says more
than another.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Words:
    """Markdown."""

    text: str
    block_id: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of text under their columns; the first column heads its row."""

    caption: str
    columns: list[str]
    rows: list[list[str]]
    block_id: int = 0


@dataclass(frozen=True)
class Chart:
    """Bars of one series, always with the table that says the same."""

    caption: str
    table: Table
    block_id: int = 0


@dataclass(frozen=True)
class Quote:
    """Words of an agency, as it wrote them."""

    text: str
    by: str
    block_id: int = 0


Block = Words | Table | Chart | Quote


@dataclass(frozen=True)
class Section:
    """One numbered heading and what stands under it."""

    number: str
    title: str
    blocks: list[Block] = field(default_factory=list)
    section_id: int = 0


@dataclass(frozen=True)
class ReportDocument:
    """One whole report in one language (`en-gb` or `cy`)."""

    board: str
    title: str
    year: str
    language: str
    sections: list[Section]
    marking: str = ""  # such as "Draft 3, not for publication"
