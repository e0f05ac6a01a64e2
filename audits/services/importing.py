"""Uploads on their way in: kept as read, looked at, then taken or thrown away."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.choices import ImportKind, ImportState
from audits.importing.grid import Problem, sheets_of
from audits.importing.keys import Earlier
from audits.importing.matching import plain
from audits.importing.questionnaires import Reading, read_questionnaire, slug_of
from audits.importing.reading import MANY_ROWS, ReadFile, read_file, sha256_of
from audits.importing.scales import known_scales
from audits.models import Edition, ImportBatch
from audits.services.questionnaires import load_questionnaire
from frameworks.schema import QuestionnaireFacts, Words
from frameworks.vocabulary import ReturnKind, Strand
from learning.choices import JobState
from learning.models import Document, Job
from learning.outbox import enqueue

# Files this large are read by a worker: a page must answer in two seconds.
READ_LATER_FROM = {
    ImportKind.QUESTIONNAIRE: 512 * 1024,  # bytes
    ImportKind.OUTSIDE_RESULTS: 64 * 1024,  # many short cells: slower a byte
}
READ_JOB = "audits.read-import"
COMMIT_JOB = "audits.commit-results"


class NotWaiting(ValidationError):
    """The upload was imported or thrown away already."""


@transaction.atomic
def bring(
    *, kind, board, file, by, target="", settings=None, agency_return=None
) -> ImportBatch:
    """Keep an upload as read, ready to be looked at. A large one is read by a worker.

    Raises Refused (a ValidationError for the file) when it cannot be read; then
    nothing is kept.
    """
    batch = ImportBatch(
        kind=kind,
        board=board,
        target=target[:80],
        file_name=file.name[-200:],
        sha256=sha256_of(file),
        settings=settings or {},
        brought_by=by,
        agency_return=agency_return,
    )
    if file.size > READ_LATER_FROM[kind]:
        return _read_later(batch, file)
    keep_reading(batch, read_kind(kind, file))
    return batch


def read_kind(kind, file) -> ReadFile:
    """Read a file as its kind of import wants it. Raises Refused."""
    if kind == ImportKind.OUTSIDE_RESULTS:
        return read_file(file, limits=MANY_ROWS)
    return read_file(file, text=kind == ImportKind.QUESTIONNAIRE)


def keep_reading(batch, read: ReadFile) -> None:
    """What was found becomes the upload's rows; it waits to be looked at."""
    batch.rows = [sheet.as_json() for sheet in read.sheets]
    batch.problems = [problem.as_json() for problem in read.problems]
    batch.state = ImportState.PREVIEW
    batch.save()


def _read_later(batch, file) -> ImportBatch:
    file.seek(0)
    document = Document(
        board=batch.board,
        original_name=batch.file_name,
        content_type="application/octet-stream",
        size=file.size,
        sha256=batch.sha256,
        uploaded_by=batch.brought_by,
    )
    document.file.save(batch.file_name, ContentFile(file.read()), save=False)
    document.save()
    batch.document = document
    batch.save()
    enqueue(
        kind=READ_JOB, payload={"id": batch.pk}, board=batch.board, by=batch.brought_by
    )
    return batch


def keep_refusal(batch, words: str) -> None:
    """The file could not be read: say so where the person waits."""
    problem = Problem(str(_("Whole file")), words)
    batch.problems, batch.state = [problem.as_json()], ImportState.REFUSED
    batch.save()


def still_reading(batch) -> ImportBatch | None:
    """The upload, locked, unless the person threw it away meanwhile."""
    rows = ImportBatch.objects.select_for_update(of=("self",))
    return rows.filter(pk=batch.pk, state=ImportState.READING).first()


def drop_document(batch) -> None:
    """The file itself is not kept once its words are."""
    document = batch.document
    if document:
        ImportBatch.objects.filter(pk=batch.pk).update(document=None)
        document.file.delete(save=False)
        document.delete()


@transaction.atomic
def choose(*, batch: ImportBatch, by, **settings) -> ImportBatch:
    """Keep how the person reads the file. Raises NotWaiting."""
    locked = lock_waiting(batch)
    locked.settings = locked.settings | settings
    locked.save(update_fields=["settings"])
    return locked


@transaction.atomic
def discard(*, batch: ImportBatch, by) -> ImportBatch:
    """Throw an upload away: its words go, that it came stays. Raises NotWaiting."""
    also = [ImportState.READING, ImportState.REFUSED]
    if job_failed(batch):
        also.append(ImportState.COMMITTING)
    locked = lock_waiting(batch, also=also)
    locked.state, locked.rows = ImportState.DISCARDED, []
    locked.settings = {}
    decide(locked, by)
    return locked


def lock_waiting(batch, also=()) -> ImportBatch:
    """The upload, locked while something is decided about it. Raises NotWaiting."""
    locked = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.state not in [ImportState.PREVIEW, *also]:
        raise NotWaiting(_("This upload was imported or thrown away already."))
    return locked


def job_failed(batch) -> bool:
    """Whether the work on an upload was given up: then nothing was made of it."""
    jobs = Job.objects.filter(kind=COMMIT_JOB, payload__id=batch.pk)
    newest = jobs.order_by("pk").last()
    return newest is not None and newest.state == JobState.FAILED


def decide(batch, by) -> None:
    """Note who decided, and when."""
    batch.decided_by, batch.decided_at = by, timezone.now()
    batch.save()


def newest_edition(batch) -> Edition | None:
    """The newest edition of the questionnaire an upload goes to, if there is one."""
    editions = Edition.objects.filter(
        questionnaire__board=batch.board_id, questionnaire__key=batch.target
    )
    return editions.select_related("questionnaire").order_by("-number").first()


def read_questionnaire_batch(batch, edition=None) -> Reading:
    """What an upload of questions would make, as its settings say."""
    edition = edition or newest_edition(batch)
    reading = read_questionnaire(
        sheets_of(batch),
        settings=batch.settings,
        scales=known_scales(batch.board),
        earlier=_earlier(edition),
    )
    reading.problems = [*kept_problems(batch), *reading.problems]
    return reading


def kept_problems(batch) -> list[Problem]:
    """What was wrong with the file itself."""
    return [Problem(**problem) for problem in batch.problems]


def _earlier(edition) -> Earlier:
    if edition is None:
        return Earlier()
    rows = edition.questions.values_list("key", "number", "text_en")
    titles = edition.sections.values_list("title_en", "key")
    return Earlier(list(rows), {plain(title): key for title, key in titles})


@transaction.atomic
def commit_questionnaire(*, batch: ImportBatch, by) -> Edition:
    """Make a draft edition of an upload, all of it or none.

    Raises NotWaiting, and ValidationError while errors are left.
    """
    locked = lock_waiting(batch)
    edition = newest_edition(locked)
    reading = read_questionnaire_batch(locked, edition)
    if not reading.may_commit:
        raise ValidationError(_("Mend the errors first. Nothing was imported."))
    facts = _facts(locked, reading, edition)
    loaded = load_questionnaire(
        board=locked.board, facts=facts, scales=reading.scales, by=by
    )
    locked.state, locked.target = ImportState.COMMITTED, facts.key
    locked.outcome = {
        "edition": loaded.edition.number,
        "questions": len(reading.questions),
        "sections": len(reading.sections),
    }
    decide(locked, by)
    return loaded.edition


def _facts(batch, reading, edition) -> QuestionnaireFacts:
    said = batch.settings
    questionnaire = edition.questionnaire if edition else None
    facts = QuestionnaireFacts(
        key=questionnaire.key if questionnaire else _free_key(batch),
        name=Words(questionnaire.name_en if questionnaire else said["name"]),
        return_kind=ReturnKind(
            questionnaire.return_kind if questionnaire else said["return_kind"]
        ),
        edition=said["label"],
        strand=Strand(questionnaire.strand if questionnaire else said["strand"]),
        legal_basis="",
        cycle_months=12,
        cycle_unverified=True,
        source_type="",
        sections=tuple(reading.sections),
        export_columns=(),
    )
    if edition:
        words = Words(edition.introduction_en, edition.introduction_cy)
        facts = replace(facts, introduction=words)
    return facts


def _free_key(batch) -> str:
    """A key of the name that no questionnaire of the board has."""
    base, number = slug_of(batch.settings["name"])[:76], 1
    taken = set(batch.board.questionnaires.values_list("key", flat=True))
    taken |= {"import", "template"}  # pages of their own, beside questionnaires
    key = base
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key
