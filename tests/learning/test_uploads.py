"""Files are judged by what they hold, before anything unpacks them."""

import random
import time
import tracemalloc

import pytest
from django.test import override_settings

from learning.uploads import CSV, DOCX, JPG, PDF, PNG, PPTX, XLSX, Refused, judge, pdfs
from tests.learning import files as made

WORKBOOK = "spreadsheetml.sheet.main+xml"
DTD = '<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'
DDE = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:instrText>DDE</w:instrText><w:instrText>AUTO cmd</w:instrText></w:document>"
)
WORD = made.docx()
ZEROS = made.packed({"[Content_Types].xml": b"0" * 60_000_000})


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("Policy.docx", made.docx(), DOCX),
        ("Audit.xlsx", made.xlsx(), XLSX),
        ("Slides.pptx", made.pptx(), PPTX),
        ("Minutes.pdf", made.pdf(), PDF),
        ("Figures.csv", "Agency,Rating\r\nPolice,Green\r\n", CSV),
        ("Poster.png", made.picture(), PNG),
        ("Poster.JPEG", made.picture("JPEG"), JPG),
        ("Polisi diogelu – ŵyrion.pdf", made.pdf(), PDF),
    ],
)
def test_plain_files_are_taken(name, content, kind):
    judged = judge(made.upload(name, content))

    assert (judged.kind, judged.name) == (kind, name)
    assert (judged.size, len(judged.sha256)) == (len(bytes_of(content)), 64)


def bytes_of(content):
    return content.encode() if isinstance(content, str) else content


KINDS = [
    ("a.svg", "<svg/>", "kind"),
    ("a.html", "<html>", "kind"),
    ("a.exe", b"MZ", "kind"),
    ("a", "text", "kind"),
    ("a.xlsm", made.xlsx(), "macros"),
    ("a.pdf.exe", made.pdf(), "kind"),
    ("a.pdf", made.picture(), "mismatch"),
    ("a.png", made.picture("JPEG"), "mismatch"),
    ("a.docx", made.xlsx(), "mismatch"),
    ("a.xlsx", made.packed({"a.txt": "a"}), "mismatch"),
    ("a.csv", "<svg onload=alert(1)>", "mismatch"),
    ("a.csv", "a,<script>alert(1)</script>", "mismatch"),
    ("a.csv", b"a,b\0\x01c", "not_text"),
    ("a.pdf", b"", "empty"),
    ("a.csv", " \r\n,,", "empty"),
]
CELLS = [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://x.org","a")',
    "\t=1+1",
    "＝1+1",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!D2",
    "+SUM(1)",
]
QUOTED = [cell.replace('"', '""') for cell in CELLS]
FORMULAS = [("a.csv", f'x,y\n1,"{cell}"\n', "formula") for cell in QUOTED]
NAMES = [
    ("annual\u202efdp.pdf", made.pdf(), "name"),
    ("../../etc/passwd.pdf", made.pdf(), "name"),
    ("a\\b.pdf", made.pdf(), "name"),
    ("a\x00.pdf", made.pdf(), "name"),
    ("a\n.pdf", made.pdf(), "name"),
    (".pdf", made.pdf(), "name"),
    ("a" * 300 + ".pdf", made.pdf(), "name"),
]
ARCHIVES = [
    ("a.xlsx", ZEROS, "bomb"),
    ("a.xlsx", made.packed({f"{n}": "" for n in range(2100)}), "bomb"),
    ("a.xlsx", made.overlapping(), "bomb"),
    ("a.xlsx", made.lying_about_size(), "damaged"),
    ("a.xlsx", made.xlsx()[:-300], "damaged"),
    ("a.xlsx", made.with_parts(made.xlsx(), {"../evil.xml": "<a/>"}), "damaged"),
    (
        "a.xlsx",
        made.with_parts(made.xlsx(), {"a.zip": made.packed({"a": ""})}),
        "enclosed",
    ),
    (
        "a.docx",
        made.with_parts(made.docx(), {"a.bin": b"7z\xbc\xaf\x27\x1c"}),
        "enclosed",
    ),
]
MORE_IN_WORD = [
    ({"word/embeddings/a.bin": b"x"}, "enclosed"),
    ({"word/document.xml": DDE}, "active"),
    ({"word/a.txt": DTD.encode("utf-16")}, "declared"),
]
LINKS_IN_WORD = [
    ("image", "http://x.org/a", "External", "linked"),
    ("attachedTemplate", "https://x.org/a.dotm", "External", "linked"),
    ("attachedTemplate", "file:///\\\\x.org\\a.dotm", "External", "linked"),
    ("oleObject", "a", "Internal", "active"),
    ("hyperlink", "javascript:alert(1)", "External", "active"),
]
OTHER_BOOK = ("externalLinkPath", "file:///C:/b.xlsx")
OFFICE = [
    ("a.docx", made.locked_with_password(), "encrypted"),
    ("a.xlsx", made.with_parts(made.xlsx(), {"xl/vbaProject.bin": b"x"}), "macros"),
    ("a.xlsx", made.with_parts(made.xlsx(), {"xl/activeX/a.xml": "<a/>"}), "active"),
    ("a.xlsx", made.with_parts(made.xlsx(), {"xl/workbook.xml": DTD}), "declared"),
    ("a.xlsx", made.with_link(made.xlsx(), "xl/_rels/a.rels", *OTHER_BOOK), "linked"),
    *(("a.docx", made.with_parts(WORD, parts), why) for parts, why in MORE_IN_WORD),
    *(
        ("a.docx", made.with_link(WORD, "word/_rels/a.rels", kind, to, mode), why)
        for kind, to, mode, why in LINKS_IN_WORD
    ),
]
PDFS = [
    ("a.pdf", made.pdf(trailer=b"/Encrypt 5 0 R"), "encrypted"),
    ("a.pdf", made.pdf(b"4 0 obj << /S /JavaScript /JS (a) >> endobj"), "active"),
    ("a.pdf", made.pdf(b"4 0 obj <</S/J#61vaScript/JS(a)>> endobj"), "active"),
    ("a.pdf", made.pdf(b"4 0 obj << /S%c\r/Launch /F (a) >> endobj"), "active"),
    ("a.pdf", made.pdf(packed_objects=b"4 0 << /S /JavaScript >>"), "active"),
    ("a.pdf", made.pdf(b"4 0 obj << /EmbeddedFiles 5 0 R >> endobj"), "enclosed"),
    ("a.pdf", made.pdf(b"4 0 obj << /Type /EmbeddedFile >> endobj"), "enclosed"),
    ("a.pdf", made.pdf(b"4 0 obj << /XFA [1 0 R] >> endobj"), "active"),
    ("a.pdf", made.pdf()[:90], "damaged"),
    ("a.pdf", b"%PDF-1.7\nnothing here at all\nstartxref\n0\n%%EOF", "damaged"),
]  # fmt: skip
PICTURES = [
    ("a.png", made.png_claiming(60_000, 60_000), "bomb"),
    ("a.png", made.picture()[:40], "damaged"),
    ("a.jpg", b"\xff\xd8\xff" + b"\0" * 50, "damaged"),
]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [*KINDS, *FORMULAS, *NAMES, *ARCHIVES, *OFFICE, *PDFS, *PICTURES],
)
def test_hostile_files_are_refused_in_words(name, content, why):
    with pytest.raises(Refused) as refused:
        judge(made.upload(name, content))

    assert refused.value.code == why
    assert len(refused.value.messages[0]) > 40  # what is wrong, and what to do


@pytest.mark.parametrize(
    "content",
    [
        made.with_link(made.docx(), "word/_rels/a.rels", kind, target)
        for kind, target in [
            ("hyperlink", "https://www.gov.uk/"),
            ("hyperlink", "mailto:office@example.org"),
            ("hyperlink", "Other%20policy.docx"),
            ("attachedTemplate", "file:///C:\\Users\\office\\Corporate.dotm"),
            ("attachedTemplate", "Normal.dotm"),
            ("attachedTemplate", "\\\\server01\\templates\\Corporate.dotm"),
        ]
    ]
    + [made.with_parts(made.docx(), {"word/embeddings/Chart1.xlsx": made.xlsx()})],
)
def test_ordinary_links_and_charts_are_no_reason_to_refuse(content):
    assert judge(made.upload("a.docx", content)).kind is DOCX


@pytest.mark.parametrize(
    "cell", ["-5", "+44 20 7946 0000", "- seen (twice)", "@board", "a = b", "1-2"]
)
def test_numbers_and_lists_are_no_formulas(cell):
    assert judge(made.upload("a.csv", f"x,y\n1,{cell}\n")).kind is CSV


def test_workbook_behind_a_chart_is_judged_like_any_other():
    bad = made.with_parts(made.xlsx(), {"xl/vbaProject.bin": b"x"})
    content = made.with_parts(made.docx(), {"word/embeddings/Chart1.xlsx": bad})

    with pytest.raises(Refused) as refused:
        judge(made.upload("a.docx", content))

    assert refused.value.code == "macros"


def test_words_of_an_address_are_not_taken_for_a_script():
    link = b"4 0 obj << /S /URI /URI (https://x.org/JavaScript/Launch) >> endobj"

    assert judge(made.upload("a.pdf", made.pdf(link))).kind is PDF


def test_a_bomb_is_refused_in_little_time_and_memory():
    file = made.upload("a.xlsx", ZEROS)
    tracemalloc.start()
    began = time.monotonic()

    with pytest.raises(Refused):
        judge(file)

    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.monotonic() - began < 1
    assert most < 20 * 1024 * 1024


def test_objects_packed_beyond_reason_are_refused(monkeypatch):
    monkeypatch.setattr(pdfs, "MAX_UNPACKED", 1000)
    content = made.pdf(packed_objects=b" " * 5000)

    with pytest.raises(Refused) as refused:
        judge(made.upload("a.pdf", content))

    assert refused.value.code == "damaged"


@override_settings(UPLOAD_MAX_BYTES=100)
def test_large_files_are_refused_with_the_limit():
    with pytest.raises(Refused) as refused:
        judge(made.upload("a.docx", made.docx()))

    assert refused.value.code == "too_large"
    assert "100\xa0bytes" in refused.value.messages[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", WORD),
        ("a.xlsx", made.xlsx()),
        ("a.png", made.picture()),
        ("a.jpg", made.picture("JPEG")),
        ("a.csv", b"Agency,Rating\nPolice,Green\n"),
    ],
)
def test_spoilt_files_are_judged_and_never_break_the_page(name, content):
    chance = random.Random(7)
    for _round in range(60):
        spoilt = bytearray(content)
        for _times in range(chance.randint(1, 20)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        try:
            judge(made.upload(name, bytes(spoilt)))
        except Refused as refused:
            assert refused.messages
