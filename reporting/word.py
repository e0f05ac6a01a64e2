"""Word files with real headings, repeated table headings and a named language."""

from io import BytesIO

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

WIDE, TALL, MARGIN = Mm(297), Mm(210), Mm(16)
SHADE = "E7EDF1"


class Paper:
    """One Word file of one document."""

    def __init__(self, document, heading: str, caption: str = "", *, wide=False):
        self.file = Document()
        self._name_it(document)
        self._style()
        self._page(wide)
        self._footer(document)
        self.file.add_heading(plain(heading), level=0)
        if caption:
            self.file.add_paragraph(plain(caption), style="Subtitle")

    def _name_it(self, document):
        facts = self.file.core_properties
        facts.title, facts.author = document.title, str(document.board)
        facts.language = word_language()
        facts.comments, facts.keywords = "", document.reference

    def _style(self):
        normal = self.file.styles["Normal"]
        normal.font.name, normal.font.size = "Arial", Pt(10)
        for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3"):
            font = self.file.styles[name].font
            font.name, font.color.rgb = "Arial", RGBColor(0x1D, 0x3B, 0x53)
            _one_font(self.file.styles[name])
        self.file.styles["Title"].font.size = Pt(20)
        self.file.styles["Subtitle"].font.italic = False
        _set_language(self.file)

    def _page(self, wide):
        section = self.file.sections[0]
        section.page_width, section.page_height = TALL, WIDE
        if wide:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = WIDE, TALL
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, MARGIN)

    def _footer(self, document):
        told = {
            "board": document.board,
            "on": date_format(localdate(), "j F Y"),
            "version": document.version,
            "whom": document.asked_by,
        }
        words = _("%(board)s. Built on %(on)s for %(whom)s, version %(version)s. Page ")
        line = self.file.sections[0].footer.paragraphs[0]
        line.add_run(plain(words % told)).font.size = Pt(8)
        _page_number(line.add_run())

    @property
    def width(self):
        section = self.file.sections[0]
        return section.page_width - section.left_margin - section.right_margin

    def heading(self, text: str, level: int = 1) -> None:
        self.file.add_heading(plain(text), level=level)

    def words(self, text: str, *, bold=False) -> None:
        """Text with its line breaks, a paragraph for each blank line."""
        for part in plain(text).split("\n\n"):
            if part.strip():
                self.file.add_paragraph().add_run(part.strip()).bold = bold

    def labelled(self, label: str, text: str) -> None:
        """A bold label, then its text in the same paragraph."""
        line = self.file.add_paragraph()
        line.add_run(plain(f"{label}: ")).bold = True
        line.add_run(plain(text))

    def bullets(self, lines) -> None:
        for line in lines:
            self.file.add_paragraph(plain(line), style="List Bullet")

    def table(self, headings, rows, widths=(), *, tall=None) -> None:
        """A table whose heading row comes again on every page.

        `widths` are shares of the page, equal where none are given; `tall` is the
        least height of a row, to write in.
        """
        table = self.file.add_table(rows=1, cols=len(headings), style="Table Grid")
        table.autofit = False
        shares = widths or [1] * len(headings)
        columns = [int(self.width * share / sum(shares)) for share in shares]
        _room(table)
        for column, width in zip(table.columns, columns, strict=True):
            column.width = width
        _fill(table.rows[0], headings, columns, bold=True)
        _repeat(table.rows[0])
        for texts in rows:
            row = table.add_row()
            row.height = tall
            _fill(row, texts, columns)
        self.file.add_paragraph()

    def as_bytes(self) -> bytes:
        out = BytesIO()
        self.file.save(out)
        return out.getvalue()


def plain(text) -> str:
    """Text without what a file format refuses."""
    return ILLEGAL_CHARACTERS_RE.sub("", str(text)).replace("\r\n", "\n")


def word_language() -> str:
    return "cy-GB" if get_language() == "cy" else "en-GB"


def _set_language(file) -> None:
    """The language of every style, so that spelling and speech are right."""
    default = file.styles.element.find(f".//{qn('w:rPrDefault')}")
    properties = default.find(qn("w:rPr"))
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), word_language())


def _one_font(style) -> None:
    """Headings name theme fonts, which would win over ours."""
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)


def _page_number(run) -> None:
    run.font.size = Pt(8)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _room(table) -> None:
    """Space between a cell's border and its words."""
    margins = OxmlElement("w:tblCellMar")
    for side, twentieths in (("top", 40), ("start", 85), ("bottom", 40), ("end", 85)):
        part = OxmlElement(f"w:{side}")
        part.set(qn("w:w"), str(twentieths))
        part.set(qn("w:type"), "dxa")
        margins.append(part)
    table._tbl.tblPr.append(margins)


def _repeat(row) -> None:
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _fill(row, texts, columns, *, bold=False) -> None:
    for cell, text, width in zip(row.cells, texts, columns, strict=True):
        cell.width = width
        run = cell.paragraphs[0].add_run(plain(text))
        run.bold, run.font.size = bold, Pt(9)
        if bold:
            _shade(cell)


def _shade(cell) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), SHADE)
    cell._tc.get_or_add_tcPr().append(shade)
