"""Documents asked for and built for real, and what stands in them."""

from io import BytesIO

from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from learning.tasks import run_job
from reporting.kinds import KINDS
from reporting.rules import subject_for
from reporting.services.documents import ask_for


def asked(side, user, kind, reference):
    """What the button does."""
    wanted = KINDS[kind]
    record = subject_for(user, wanted, side.board, reference)
    return ask_for(
        kind=wanted, record=record, subject=reference, board=side.board, by=user
    )


def built(side, user, kind, reference):
    """What the button and the worker do."""
    document = asked(side, user, kind, reference)
    run_job(document.job_id)
    document.refresh_from_db()
    document.job.refresh_from_db()
    assert document.job.state == "done", document.job.problem
    return document


def content(document) -> bytes:
    with document.file.open("rb") as file:
        return file.read()


def pdf_of(document) -> PdfReader:
    return PdfReader(BytesIO(content(document)))


def pdf_words(document) -> str:
    """All text of a PDF with its line breaks taken out."""
    pages = (page.extract_text() for page in pdf_of(document).pages)
    return " ".join(" ".join(pages).split())


def word_of(document):
    return Document(BytesIO(content(document)))


def word_words(document) -> str:
    """All text of a Word file, tables and footers too."""
    file = word_of(document)
    paragraphs = [one.text for one in file.paragraphs]
    cells = [cell.text for t in file.tables for row in t.rows for cell in row.cells]
    footers = [p.text for s in file.sections for p in s.footer.paragraphs]
    return "\n".join([*paragraphs, *cells, *footers])


def excel_of(document):
    return load_workbook(BytesIO(content(document)))


def rows_of(sheet) -> list[tuple]:
    return list(sheet.iter_rows(values_only=True))


def excel_words(document) -> str:
    """All text of a workbook."""
    return "\n".join(
        str(value)
        for sheet in excel_of(document)
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value is not None
    )


WORDS = {"pdf": pdf_words, "docx": word_words, "xlsx": excel_words}


def words(document) -> str:
    """Everything a reader of the file can read."""
    return WORDS[document.file_name.rpartition(".")[2]](document)
