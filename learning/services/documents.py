"""Keeping files people send in. What a file is gets judged before it is stored."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from learning import outbox
from learning.choices import ScanState
from learning.models import Document
from learning.uploads import EVIDENCE, Refused, judge

SCAN = "learning.scan-document"


def judge_all(files, *, kinds=EVIDENCE) -> list:
    """Judge every file; one ValidationError names each file that is refused.

    A file judged once in this request is not read a second time.
    """
    judged, problems = [], []
    for file in files:
        try:
            known = getattr(file, "judged", None)
            if known is None or known.kind not in kinds:
                known = file.judged = judge(file, kinds=kinds)
            judged.append(known)
        except Refused as problem:
            words = {"name": shown_name(file.name), "problem": problem.messages[0]}
            problems.append(
                Refused(_("%(name)s: %(problem)s") % words, code=problem.code)
            )
    if problems:
        if len(files) > 1:
            problems.append(Refused(_("None of the files was added."), code="none"))
        raise ValidationError(problems)
    return judged


def shown_name(name: str) -> str:
    """A file's name, safe to read: no letter that hides or turns others."""
    return "".join(
        one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in name
    )[:100]


@transaction.atomic
def keep_uploads(*, board, agency, files, by, kinds=EVIDENCE) -> list[Document]:
    """Keep all the files or none. Raises ValidationError naming each one refused."""
    judged = judge_all(files, kinds=kinds)
    kept = []
    try:
        for file, what in zip(files, judged, strict=True):
            kept.append(_store(board, agency, file, what, by))
    except BaseException:
        for document in kept:
            document.file.delete(save=False)
        raise
    return kept


def keep_upload(*, board, agency, file, by, kinds=EVIDENCE) -> Document:
    """Keep one file under a random name. Raises ValidationError saying why not.

    Without a scanner our own checks suffice; with one, the file waits for its word.
    """
    return keep_uploads(board=board, agency=agency, files=[file], by=by, kinds=kinds)[0]


def _store(board, agency, file, what, by) -> Document:
    document = Document(
        board=board,
        agency=agency,
        original_name=what.name,
        content_type=what.kind.content_type,
        size=what.size,
        sha256=what.sha256,
        scan_state=ScanState.WAITING if settings.UPLOAD_SCANNER else ScanState.CLEAN,
        uploaded_by=by,
    )
    document._history_user = by
    document.file.save(what.name, file, save=False)
    try:
        document.save()
        if document.scan_state == ScanState.WAITING:
            ask_for_scan(document, by=by)
    except BaseException:
        document.file.delete(save=False)
        raise
    return document


def ask_for_scan(document, *, by) -> None:
    """Let a worker ask the scanner about a stored file."""
    outbox.enqueue(
        kind=SCAN, payload={"document": document.pk}, board=document.board, by=by
    )
