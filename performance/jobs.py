"""Work of the room of figures that workers do: large files, read and brought in."""

from learning.choices import ScanState
from learning.outbox import NotPossible, progress, register
from performance.choices import ImportState
from performance.models import DataImport
from performance.rules import may_import
from performance.services.committing import commit
from performance.services.imports import COMMIT_JOB, READ_JOB, keep, read


class NotScanned(Exception):
    """The scanner has not spoken yet: the job is tried again later."""


@register(READ_JOB)
def read_figures(job):
    """Read a file, and tell the person who waits what was found."""
    found = _waiting(job, ImportState.READING)
    if found is None:
        return None
    if found.document.scan_state == ScanState.WAITING:
        raise NotScanned
    if found.document.scan_state == ScanState.REFUSED:
        raise NotPossible("The scanner refused the file")
    reading = job.pk * 100 + job.attempts
    read(found, reading=reading, tell=lambda per_cent: progress(job, per_cent))
    return lambda: keep(found, reading=reading)


@register(COMMIT_JOB)
def commit_figures(job):
    """Bring the figures of a file in, all of them or none."""
    found = _waiting(job, ImportState.COMMITTING)
    if found is None:
        return None
    if not may_import(job.asked_by, found.board, found.agency_id):
        raise NotPossible("Its asker may no longer bring figures in")
    progress(job, 20)
    return lambda: commit(found, by=job.asked_by)


def _waiting(job, state):
    rows = DataImport.objects.select_related("board", "document", "mapping")
    return rows.filter(pk=job.payload["id"], state=state).first()
