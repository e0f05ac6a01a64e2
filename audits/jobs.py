"""Work of the audits floor that workers do: large spreadsheets, read and taken."""

from django.core.exceptions import ValidationError
from django.core.files import File

from audits.choices import ImportState
from audits.models import ImportBatch
from audits.services.importing import (
    COMMIT_JOB,
    READ_JOB,
    drop_document,
    keep_reading,
    keep_refusal,
    read_kind,
    still_reading,
)
from audits.services.outside_results import commit_queued, give_back
from boards.access import allowed
from boards.roles import Permission
from learning.outbox import NotPossible, register

ISSUE = Permission.ISSUE_ROUND


@register(READ_JOB)
def read_import(job):
    """Read an upload, and tell the person who waits what was found."""
    batch = ImportBatch.objects.filter(
        pk=job.payload["id"], state=ImportState.READING
    ).first()
    if batch is None or batch.document is None:
        return None
    with batch.document.file.open() as stored:
        # The stored name says nothing of the file's kind.
        file = File(stored.file, name=batch.file_name)
        try:
            read = read_kind(batch.kind, file)
        except ValidationError as problem:
            refused = problem.messages[0]
            return lambda: _refuse(batch, refused)
    return lambda: _keep(batch, read)


@register(COMMIT_JOB)
def commit_import(job):
    """Hand in many ratings from another tool, all of them or none."""
    batch = ImportBatch.objects.filter(
        pk=job.payload["id"], state=ImportState.COMMITTING
    ).first()
    if batch is None:
        return None
    if not job.asked_by.is_active or not allowed(job.asked_by, ISSUE, batch.board):
        give_back(batch=batch)
        raise NotPossible("Its asker may no longer run rounds")
    return lambda: commit_queued(batch=batch, by=job.asked_by)


def _keep(batch, read) -> None:
    if locked := still_reading(batch):
        keep_reading(locked, read)
    drop_document(batch)


def _refuse(batch, words) -> None:
    if locked := still_reading(batch):
        keep_refusal(locked, words)
    drop_document(batch)
