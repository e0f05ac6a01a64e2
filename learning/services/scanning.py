"""Asking a virus scanner about stored files. Anything but "clean" holds the file."""

import logging
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from learning import outbox
from learning.choices import ScanState
from learning.models import Document, Job
from learning.services.documents import SCAN, ask_for_scan

logger = logging.getLogger(__name__)
ASK_AGAIN_AFTER = timedelta(minutes=2)
VERDICTS = {"clean": ScanState.CLEAN, "infected": ScanState.REFUSED}


@outbox.register(SCAN)
def scan(job):
    """Ask about one file; whatever goes wrong, it stays held and is asked again."""
    document = Document.objects.filter(pk=job.payload["document"]).first()
    if document is None or document.scan_state != ScanState.WAITING:
        return None
    verdict = _verdict(document)
    if verdict is None:
        return lambda: _ask_again(document, job)
    return lambda: _decide(document, verdict)


def _verdict(document) -> ScanState | None:
    try:
        scanner = import_string(settings.UPLOAD_SCANNER)
        with document.file.open("rb") as file:
            return VERDICTS.get(scanner(file))
    except Exception:  # a scanner may fail in any way: none of them lets a file out
        logger.exception("The scanner gave no answer about document %s", document.pk)
        return None


def _decide(document, verdict) -> None:
    document.scan_state = verdict
    document._change_reason = "scanned"
    document.save(update_fields=["scan_state"])


def _ask_again(document, job) -> None:
    """A new job a little later, for as long as the scanner is away."""
    ask_for_scan(document, by=job.asked_by)
    again = Job.objects.filter(kind=SCAN, payload=job.payload).exclude(pk=job.pk)
    again.filter(attempts=0).update(  # jobs keep no history
        not_before=timezone.now() + ASK_AGAIN_AFTER, lease_until=None
    )
