"""A report document as PDF, Word and HTML: tagged, headed, in its language."""

import re
import time
from io import BytesIO

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import html as lxml_html
from pypdf import PdfReader

from reporting.annual.document import (
    Chart,
    Quote,
    ReportDocument,
    Section,
    Table,
    Words,
)
from reporting.annual.html import as_page
from reporting.annual.markdown import as_html
from reporting.annual.pdf import draw_report
from reporting.annual.word import write_report
from tests.reporting.test_documents import elements_of

TABLE = Table(
    "Actions by status", ["Status", "Number"], [["Embedded", "7"], ["Late", "2"]]
)
WORDS = """## Reviews

We held **four** reviews, see [ours](https://example.org).

- one
- two"""


def document(sections=None, language="en-gb", **more):
    sections = sections or [
        Section("1", "What we did", [Words(WORDS), TABLE], 1),
        Section(
            "2",
            "What changed",
            [Chart("Actions", TABLE), Quote("We changed.", "Police")],
            2,
        ),
    ]
    facts = {"board": "Alpha Board", "title": "Annual report", "year": "2025 to 2026"}
    return ReportDocument(**facts, language=language, sections=sections, **more)


def drawn(report, said="Edition 3, 1 June 2026"):
    return draw_report(report, said).content


def tags_of(content):
    with pikepdf.open(BytesIO(content)) as file:
        return list(elements_of(file.Root.StructTreeRoot.K)) and [
            str(one.S) for one in elements_of(file.Root.StructTreeRoot.K)
        ]


@pytest.mark.requirement("SOL-5")
@pytest.mark.parametrize(("language", "named"), [("en-gb", "en-GB"), ("cy", "cy")])
def test_pdf_is_tagged_in_its_language(language, named):
    content = drawn(document(language=language))

    with pikepdf.open(BytesIO(content)) as file:
        root = file.Root
        alts = [
            str(e.Alt) for e in elements_of(root.StructTreeRoot.K) if e.S == "/Figure"
        ]
        assert bool(root.MarkInfo.Marked) is True
        assert str(root.Lang) == named
        assert bool(root.ViewerPreferences.DisplayDocTitle) is True
        assert "pdfuaid" in str(root.Metadata.read_bytes())
        assert file.docinfo["/Title"] == "Annual report: Alpha Board"
        with file.open_outline() as outline:
            bookmarks = [one.title for one in outline.root[0].children]
    tags = tags_of(content)
    assert tags.count("/H1") == 1 and tags.count("/Table") == 2
    assert tags.count("/Caption") == 2 and {"/TH", "/TD", "/BlockQuote", "/L"} <= set(
        tags
    )
    assert tags.index("/H1") < tags.index("/H2") < tags.index("/H3")
    assert len(alts) == 1 and "Embedded: 7; Late: 2" in alts[0]
    assert "1. What we did" in bookmarks and "2. What changed" in bookmarks


def test_every_page_of_the_pdf_says_which_edition_and_number():
    many = [
        Section(str(n), f"Part {n}", [Words("Words. " * 300)], n) for n in range(1, 8)
    ]

    reader = PdfReader(BytesIO(drawn(document(many, marking="Draft, edition 3"))))

    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    contents, listed = pages[0], pages[0].split()  # the numbers come first
    for number, text in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in text and "Edition 3, 1 June 2026" in text
        assert "Draft, edition 3" in text
    for n in range(1, 8):
        assert f"{n}. Part {n}" in contents
        assert f"{n}. Part {n}" in pages[int(listed[n - 1]) - 1]


@pytest.mark.parametrize(("language", "named"), [("en-gb", "en-GB"), ("cy", "cy-GB")])
def test_word_has_styles_contents_and_described_tables(language, named):
    file = Document(BytesIO(write_report(document(language=language), "Edition 3")))

    headings = [p.text for p in file.paragraphs if p.style.name == "Heading 1"]
    xml, foot = file.element.xml, file.sections[0].footer._element.xml
    assert headings == ["1. What we did", "2. What changed"]
    assert [p.text for p in file.paragraphs if p.style.name == "Heading 2"] == [
        "Reviews"
    ]
    assert 'TOC \\o "1-2"' in xml and "PAGE" in foot and "NUMPAGES" in foot
    assert file.core_properties.language == named
    assert file.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == named
    for table in file.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblDescription")) is not None
    said = file.tables[1]._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    assert "Embedded: 7" in said
    assert [p.text for p in file.paragraphs if p.style.name == "List Bullet"] == [
        "one",
        "two",
    ]


def test_html_has_headings_in_order_and_tables_that_say_their_heads():
    page = lxml_html.fromstring(as_page(document(marking="Draft")))

    levels = [int(e.tag[1]) for e in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))
    for table in page.iter("table"):
        assert table.find("caption") is not None
        assert {th.get("scope") for th in table.iter("th")} == {"col", "row"}
    assert [svg.get("role") for svg in page.iter("svg")] == ["img"]
    assert page.get("lang") == "en-GB" and "Draft" in page.text_content()


@pytest.mark.parametrize(
    ("typed", "never"),
    [
        ("<script>alert(1)</script>", "<script"),
        ("[x](javascript:alert(1))", 'href="javascript'),
        ("![x](https://example.org/x.png)", "<img"),
        ('<b style="x">y</b>', "<b style"),
    ],
)
def test_typed_words_run_and_fetch_nothing(typed, never):
    assert never not in as_html(typed)


def test_headings_typed_with_gaps_follow_each_other():
    said = as_html("# One\n\n#### Two\n\n## Three\n\n# Four")
    assert re.findall(r"<h(\d)>", said) == ["3", "4", "4", "3"]


def test_eighty_pages_are_drawn_in_bounded_time():
    parts = [
        Words("Plain words about learning and change. " * 60),
        TABLE,
        Chart("Actions", TABLE),
    ]
    many = [Section(str(n), f"Part {n}", parts * 8, n) for n in range(1, 14)]
    told = []
    begun = time.monotonic()

    pdf = draw_report(document(many), "Edition 1", told.append)
    took = time.monotonic() - begun

    assert pdf.pages >= 80
    assert told == sorted(told) and len(told) >= 2
    assert took < 120, f"{pdf.pages} pages took {took:.0f} s"
