"""The inspection pack in Word, as a tagged PDF and in Excel."""

from django.utils.translation import gettext as _

from boards.localised import localised
from reporting.annual.document import Chart, ReportDocument, Section, Table, Words
from reporting.annual.inspection import parts_of, strand_counts
from reporting.annual.pdf import draw_report
from reporting.annual.word import write_report
from reporting.pdf import built_words
from reporting.workbook import Book

MOST = 200  # rows of a part on paper; Excel has all
WIDTHS = [20, 36, 26, 36, 36, 50, 50]


def as_pdf(pack, document) -> bytes:
    """A tagged PDF, landscape."""
    paper = paper_of(pack, document)
    return draw_report(paper, _said(document), wide=True).content


def as_word(pack, document) -> bytes:
    """A Word file, landscape."""
    return write_report(paper_of(pack, document), _said(document), wide=True)


def as_excel(pack, document) -> bytes:
    """A sheet for each part, every row."""
    book = Book(document.title, pack.board)
    for part in parts_of(pack):
        book.sheet(part.title, part.columns, part.rows, WIDTHS)
    return book.as_bytes()


def _said(document) -> str:
    words = _("Built on %(on)s for %(whom)s, version %(version)s")
    return words % built_words(document)


def paper_of(pack, document) -> ReportDocument:
    """The pack as the plain document every format is drawn from."""
    parts = parts_of(pack)
    sections = [
        Section(str(number), part.title, _blocks(pack, part))
        for number, part in enumerate(parts, start=1)
    ]
    return ReportDocument(
        board=localised(pack.board, "name"),
        title=_("Evidence of impact"),
        year=pack.title,
        language=document.language,
        sections=sections,
        marking=_("Holds what %s may see: not for publication") % document.asked_by,
    )


def _blocks(pack, part) -> list:
    blocks = [Words(part.about)]
    if part.key == "reviews" and pack.themes:
        blocks.insert(0, Words(_("Themes: %s") % pack.theme_words))
    if not part.rows:
        return [*blocks, Words(_("Nothing is recorded for the period."))]
    if part.key == "strands":
        heads = [_("Shown by"), _("Impact reviews")]
        counts = Table(_("Impact reviews by strand"), heads, strand_counts(pack))
        blocks.append(Chart(counts.caption, counts))
    blocks.append(Table(part.title, part.columns, part.rows[:MOST]))
    if (more := len(part.rows) - MOST) > 0:
        blocks.append(Words(_("%s more are in the Excel file.") % more))
    return blocks
