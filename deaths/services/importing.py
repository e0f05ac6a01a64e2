"""Brings an extract of counts in: read, looked at, taken whole or not at all."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from deaths.choices import ImportState
from deaths.importing import guess, heading_key, read, refuse_people, rows_of
from deaths.models import CountImport, ImportMapping
from deaths.services.years import open_year, save_counts
from learning.services.documents import shown_name
from learning.spreadsheets import open_workbook


@transaction.atomic
def bring(*, panel, file, by) -> CountImport:
    """Read a file. Raises ValidationError, and keeps nothing, where it looks as if it
    held single children."""
    rows = rows_of(open_workbook(file))
    refuse_people(rows)
    key = heading_key(rows)
    saved = ImportMapping.objects.filter(panel=panel, heading_key=key).first()
    return CountImport.objects.create(
        panel=panel,
        file_name=shown_name(file.name),
        rows=rows,
        columns=saved.columns if saved else guess(rows),
        brought_by=by,
    )


@transaction.atomic
def choose(*, batch, columns: dict[str, str], by) -> CountImport:
    """Say what each column is; the panel's next file with these headings is read so."""
    batch = _open(batch)
    batch.columns = columns
    batch.save()
    key = heading_key(batch.rows)
    found = ImportMapping.objects.filter(panel=batch.panel, heading_key=key).first()
    found = found or ImportMapping(panel=batch.panel, heading_key=key)
    found.columns = columns
    found._history_user = by
    found.save()
    return batch


def _open(batch) -> CountImport:
    found = CountImport.objects.select_for_update().get(pk=batch.pk)
    if found.state != ImportState.PREVIEW:
        raise ValidationError(_("This file was decided on already."))
    return found


@transaction.atomic
def commit(*, batch, by) -> CountImport:
    """All of it, or nothing. Raises ValidationError while anything is wrong."""
    batch = _open(batch)
    reading = read(batch.panel, batch.rows, batch.columns)
    if reading.problems:
        raise ValidationError(_("Put right what is wrong first. Nothing was taken."))
    grouped: dict[tuple, dict] = {}
    for (year, table, form, row, column), number in reading.entries.items():
        grouped.setdefault((year, table, form), {})[row, column] = number
    for (year, table, form), numbers in sorted(grouped.items()):
        found = open_year(panel=batch.panel, year=year, by=by)
        found.refresh_from_db()
        save_counts(
            year=found, table=table, form=form, numbers=numbers,
            version=found.version, by=by,
        )  # fmt: skip
    batch.state = ImportState.COMMITTED
    batch.outcome = {"counts": len(reading.entries)}
    batch.rows = []
    batch.save()
    return batch


@transaction.atomic
def discard(*, batch, by) -> CountImport:
    """Throw it away, cells and all."""
    batch = _open(batch)
    batch.state, batch.rows = ImportState.DISCARDED, []
    batch.save()
    return batch
