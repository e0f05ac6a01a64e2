"""Files of figures as people send them, for tests."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from learning import outbox
from performance.models import DataImport
from performance.services import imports


def csv_file(text, name="figures.csv"):
    body = text if isinstance(text, bytes) else text.encode()
    return SimpleUploadedFile(name, body)


def workbook_file(rows, name="figures.xlsx", hidden=()):
    book = Workbook()
    book.active.title = "Figures"
    for row in rows:
        book.active.append(row)
    for title in hidden:
        book.create_sheet(title).sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def bring(side, file, *, by=None, agency=None, **said):
    """Send a file in, take its columns as guessed with `said` changed, read it."""
    by = by or side.officer
    made = imports.bring(board=side.board, file=file, by=by, agency=agency)
    made = work(made)
    settings = made.found["guess"] | {"year_kind": "financial"} | said
    made = imports.choose_columns(data_import=made, settings=settings, by=by)
    return work(made)


def work(made):
    """Let the worker do what waits."""
    if made.job and made.state in {"reading", "committing"}:
        outbox.run(made.job.pk)
    found = DataImport.objects.get(pk=made.pk)
    return found


def take(made, by):
    """Commit a file as the worker does."""
    return work(imports.begin_commit(data_import=made, by=by))
