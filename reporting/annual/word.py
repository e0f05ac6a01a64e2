"""A report document in Word: styles, a contents field, tables that say their heads."""

from types import SimpleNamespace

from django.utils import translation
from django.utils.translation import gettext as _
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from reporting.annual.charts import described
from reporting.annual.document import Chart, Quote, ReportDocument, Table
from reporting.annual.markdown import tokens_of
from reporting.word import Paper, plain

CAPTION, QUOTE = "Caption", "Quote"
DEEPEST_LIST = 3


def write_report(document: ReportDocument, said: str, *, wide: bool = False) -> bytes:
    """The whole report. `said` names the edition on every page."""
    with translation.override(document.language):
        paper = _ReportPaper(document, said, wide)
        for section in document.sections:
            paper.heading(f"{section.number}. {section.title}")
            for block in section.blocks:
                _write(paper, block)
        return paper.as_bytes()


class _ReportPaper(Paper):
    """The paper of every document, with this one's first page and foot."""

    def __init__(self, document, said, wide):
        self.said = f"{document.board}. {said}"
        named = SimpleNamespace(
            title=document.title, board=document.board, reference=said
        )
        caption = f"{document.board}, {document.year}"
        super().__init__(named, document.title, caption, wide=wide)
        if document.marking:
            self.words(document.marking, bold=True)
        _contents(self.file)

    def _footer(self, document):
        line = self.file.sections[0].footer.paragraphs[0]
        line.add_run(plain(self.said + ". ")).font.size = Pt(8)
        _field(line, "PAGE")
        line.add_run(" / ").font.size = Pt(8)
        _field(line, "NUMPAGES")


def _contents(file) -> None:
    """A list of headings with page numbers, which Word fills when it opens."""
    line = file.add_paragraph()
    line.add_run(_("Contents")).bold = True
    line = file.add_paragraph()
    _field(line, r'TOC \o "1-2" \h \z \u', _("Word fills the contents here."))
    ask = OxmlElement("w:updateFields")
    ask.set(qn("w:val"), "true")
    file.settings.element.append(ask)
    file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _field(line, code: str, shown: str = "") -> None:
    for kind in ("begin", "code", "separate", "shown", "end"):
        run = line.add_run(shown if kind == "shown" else "")
        run.font.size = Pt(8) if not shown else None
        if kind == "shown":
            continue
        part = OxmlElement("w:instrText" if kind == "code" else "w:fldChar")
        if kind == "code":
            part.text = code
        else:
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def _write(paper, block) -> None:
    if isinstance(block, Chart):
        _table(paper, block.table, described(block))
    elif isinstance(block, Table):
        _table(paper, block)
    elif isinstance(block, Quote):
        _words(paper, block.text, style=QUOTE)
        if block.by:
            paper.file.add_paragraph(style=QUOTE).add_run(plain(block.by)).bold = True
    else:
        _words(paper, block.text)


def _table(paper, table: Table, described_as: str = "") -> None:
    """Its caption above it, its heads again on every page, said in words."""
    line = paper.file.add_paragraph(plain(table.caption), style=CAPTION)
    line.paragraph_format.keep_with_next = True
    paper.table(table.columns, _even(table))
    _describe(paper.file.tables[-1], table.caption, described_as)


def _even(table: Table) -> list[list[str]]:
    """Every row as long as the heads."""
    wide = len(table.columns)
    return [[*row[:wide], *[""] * (wide - len(row))] for row in table.rows]


def _describe(table, caption, described_as) -> None:
    """Alternative text, which screen readers say before the cells."""
    named = (("w:tblCaption", caption), ("w:tblDescription", described_as or caption))
    for tag, words in named:
        part = OxmlElement(tag)
        part.set(qn("w:val"), plain(words))
        table._tbl.tblPr.append(part)


def _words(paper, text, style=None) -> None:
    """Typed words with their headings, lists, tables and emphasis."""
    tokens, lists, line = tokens_of(text), [], None
    rows: list[list[str]] = []
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append("List Bullet" if token.tag == "ul" else "List Number")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "heading_open":
            line = paper.file.add_heading("", level=int(token.tag[1]) - 1)
        elif token.type == "paragraph_open":
            line = paper.file.add_paragraph(style=_style(lists, style))
        elif token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            line = None
        elif token.type == "inline" and line is None and rows:
            rows[-1].append(token.content)
        elif token.type == "inline":
            _runs(line, token.children)
        elif token.type == "table_close":
            paper.table(rows[0], rows[1:])
            rows = []
        elif token.type in ("fence", "code_block"):
            paper.words(token.content)


def _style(lists, style) -> str | None:
    """Word has three depths of lists."""
    if not lists:
        return style
    depth = min(len(lists), DEEPEST_LIST)
    return lists[-1] if depth == 1 else f"{lists[-1]} {depth}"


def _runs(line, children) -> None:
    """Words of one line with their emphasis and links."""
    bold = italic = 0
    link = None
    for child in children:
        bold += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(child.type, 0)
        if child.type == "link_open":
            link = _link(line, str(child.attrs.get("href", "")))
        elif child.type == "link_close":
            link = None
        elif child.type in ("text", "code_inline", "softbreak", "hardbreak"):
            text = child.content if child.content else _break(child)
            run = line.add_run(plain(text))
            run.bold, run.italic = bool(bold) or None, bool(italic) or None
            if link is not None:
                run.underline = True
                link.append(run._r)


def _break(child) -> str:
    return {"softbreak": " ", "hardbreak": "\n"}.get(child.type, "")


def _link(line, address):
    """A hyperlink that opens; only to the web and to mail."""
    if not address.startswith(("http://", "https://", "mailto:")):
        return None
    rel = line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), rel)
    line._p.append(link)
    return link
