"""All words of a report document, for the screen and for searching."""

from textwrap import shorten

from reporting.annual.document import Chart, Quote, ReportDocument, Table
from reporting.annual.markdown import as_plain


def words_of(document: ReportDocument) -> str:
    """Every word somebody reads in it, a line for each paragraph and row."""
    lines = [document.title]
    for section in document.sections:
        lines.append(section.title)
        for block in section.blocks:
            lines += _lines(block)
    return "\n".join(lines)


def _lines(block) -> list[str]:
    if isinstance(block, Chart):
        block = block.table
    if isinstance(block, Table):
        rows = [" ; ".join(row) for row in block.rows]
        return [block.caption, " ; ".join(block.columns), *rows]
    said = as_plain(block.text)
    return [said, block.by] if isinstance(block, Quote) else [said]


def excerpt_of(block, letters: int = 150) -> str:
    """How a block begins, to know it again by."""
    said = " ".join("\n".join(_lines(block)).split())
    return shorten(said, letters, placeholder="…") if said else ""
