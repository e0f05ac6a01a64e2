"""Asking for documents, and keeping what workers built."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from boards.models import User
from learning.outbox import enqueue
from reporting.kinds import Kind
from reporting.models import BuiltDocument

JOB = "reporting.document"


@transaction.atomic
def ask_for(*, kind: Kind, record, subject: str, board, by) -> BuiltDocument:
    """Ask for a new version; while one is being built, that one.

    The row and its job are written together or not at all.
    """
    _one_at_a_time(by)
    mine = BuiltDocument.objects.visible_to(by)
    mine = mine.of(board=board, kind=kind.key, subject=subject)
    running = mine.being_built().first()
    if running:
        return running
    latest = mine.first()
    version = latest.version + 1 if latest else 1
    return _begin(kind, record, subject, board, by, version)


def _one_at_a_time(user) -> None:
    """Two presses at one moment: the second waits and finds what the first made."""
    people = User.objects.visible_to(user).select_for_update(no_key=True)
    people.get(pk=user.pk)


def _begin(kind, record, subject, board, by, version) -> BuiltDocument:
    job = enqueue(
        kind=JOB,
        payload={"kind": kind.key, "subject": subject},
        board=board,
        by=by,
    )
    return board.built_documents.create(
        kind=kind.key,
        subject=subject,
        title=kind.title_of(record),
        options={"language": get_language()},
        version=version,
        job=job,
        asked_by=by,
        file_name=kind.file_name(record, version),
        content_type=kind.content_type,
    )


@transaction.atomic
def keep_file(*, document: BuiltDocument, content: bytes) -> BuiltDocument:
    """Store what was built, under a random name, with its size and SHA-256."""
    document.file.save(document.file_name, ContentFile(content), save=False)
    document.size = len(content)
    document.sha256 = hashlib.sha256(content).hexdigest()
    document.built_at = timezone.now()
    document.save(update_fields=["file", "size", "sha256", "built_at"])
    return document
