"""Files of figures: kept, read, looked at, then taken or thrown away."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.choices import JobState, ScanState
from learning.outbox import enqueue
from learning.services.documents import keep_upload
from learning.uploads import Refused, judge
from performance.choices import ImportState, Unknown
from performance.importing.columns import (
    guess,
    header_row_of,
    heading_cells,
    labels_of,
    strangers,
)
from performance.importing.opening import KINDS, look_at, read_rows
from performance.importing.problems import Problems
from performance.importing.reading import Reader
from performance.models import DataImport, ImportMapping
from performance.services.staging import forget, hold
from performance.services.weighing import weigh

READ_JOB, COMMIT_JOB = "performance.read-figures", "performance.commit-figures"
# Larger files are read by a worker: a page must answer in two seconds.
READ_LATER_FROM = 256 * 1024  # bytes
DECIDABLE = (ImportState.COLUMNS, ImportState.PREVIEW, ImportState.REFUSED)


class NotWaiting(ValidationError):
    """The upload was brought in or thrown away already."""


@transaction.atomic
def bring(*, board, file, by, agency=None, mapping=None) -> DataImport:
    """Keep a file of figures and look into it. Raises Refused where it is no such
    file; then nothing is kept."""
    try:
        file.judged = judge(file, kinds=KINDS, formulas=True)
        document = keep_upload(
            board=board, agency=agency, file=file, by=by, kinds=KINDS
        )
    except Refused as problem:
        raise ValidationError({"file": problem.messages}) from problem
    made = DataImport.objects.create(
        board=board,
        agency=agency,
        mapping=mapping,
        document=document,
        file_name=document.original_name,
        brought_by=by,
    )
    return read_soon(made, by=by)


def read_soon(data_import: DataImport, *, by) -> DataImport:
    """Read now, or let a worker read what takes longer than a page may."""
    document = data_import.document
    if document.size <= READ_LATER_FROM and document.scan_state == ScanState.CLEAN:
        read(data_import, reading=0).save()
        return data_import
    data_import.state = ImportState.READING
    data_import.job = enqueue(
        kind=READ_JOB, payload={"id": data_import.pk}, board=data_import.board, by=by
    )
    data_import.save()
    return data_import


def read(data_import: DataImport, *, reading: int, tell=lambda per_cent: None):
    """Look into the file; where its columns are known, hold its figures ready."""
    with data_import.document.file.open("rb") as stored:
        # The stored name says nothing of the file's kind.
        file = File(stored.file, name=data_import.file_name)
        try:
            if not data_import.sheets:
                _look(data_import, file)
            if data_import.settings.get("values"):
                _read_figures(data_import, file, reading, tell)
        except ValidationError as problem:
            data_import.state = ImportState.REFUSED
            data_import.found = {"refused": problem.messages[0]}
    return data_import


def keep(data_import: DataImport, *, reading: int) -> None:
    """What was read becomes what people see, unless it was thrown away meanwhile."""
    rows = DataImport.objects.select_for_update(of=("self",))
    if rows.filter(pk=data_import.pk, state=ImportState.DISCARDED).exists():
        forget(data_import)
        return
    forget(data_import, reading=reading)
    data_import.save()


def _look(data_import, file) -> None:
    opened = look_at(file, data_import.file_name)
    data_import.sheets = [sheet for sheet in opened.sheets if sheet["rows"]]
    if not data_import.sheets:
        raise Refused(_("The file holds no rows."), code="empty")
    noted = Problems()
    for note in opened.notes:
        noted.add(note["code"], "", note["where"])
    data_import.found = {"notes": noted.as_json()}
    _choose_columns(data_import)


def _choose_columns(data_import) -> None:
    """From the saved mapping where it fits, else a guess for the person to mend."""
    sheet = max(data_import.sheets, key=lambda one: len(one["rows"]))
    said = dict(data_import.mapping.settings) if data_import.mapping else {}
    named = [one for one in data_import.sheets if one["name"] == said.get("sheet")]
    sheet = named[0] if named else sheet
    header = said.get("header_row", header_row_of(sheet["rows"]))
    labels = labels_of(heading_cells(sheet, header))
    gone = strangers(said, labels)
    data_import.state = ImportState.COLUMNS
    if said and not gone:
        data_import.settings = said | {"sheet": sheet["name"], "header_row": header}
    else:
        data_import.found |= {"guess": guess(sheet, header), "gone": gone}


def _read_figures(data_import, file, reading, tell) -> None:
    settings = data_import.settings
    sheet = next(s for s in data_import.sheets if s["name"] == settings["sheet"])
    reader = Reader(settings, heading_cells(sheet, settings["header_row"]))
    size = data_import.document.size or 1
    rows = read_rows(
        file, data_import.file_name, sheet, lambda at: tell(min(95, at * 95 // size))
    )
    forget(data_import)
    hold(data_import, reader.read(rows), reading=reading)
    notes = data_import.found.get("notes", [])
    data_import.found = {
        "notes": notes,
        "places": reader.places.as_json(),
        "measures": reader.measures.as_json(),
        "read": [*notes, *reader.problems.as_json()],
    }
    data_import.state = ImportState.PREVIEW
    weigh(data_import)


@transaction.atomic
def choose_columns(*, data_import: DataImport, settings: dict, by) -> DataImport:
    """Read the file as the person says. Raises NotWaiting."""
    locked = _lock(data_import)
    kept = ("chosen", "unknown_places", "unknown_measures", "leave_out", "area")
    before = {name: locked.settings[name] for name in kept if name in locked.settings}
    locked.settings = settings | before
    locked.problems, locked.counts = [], {}
    return read_soon(locked, by=by)


@transaction.atomic
def choose_meanings(*, data_import: DataImport, said: dict, by) -> DataImport:
    """Keep what unknown places and measures are, and count again. Raises NotWaiting.

    An agency's own file adds nothing to the catalogue.
    """
    locked = _lock(data_import)
    if locked.agency_id:
        said |= {"unknown_places": Unknown.LEAVE, "unknown_measures": Unknown.LEAVE}
    locked.settings |= said
    weigh(locked)
    locked.save()
    return locked


@transaction.atomic
def save_mapping(*, data_import: DataImport, source: str, year: str, by):
    """Keep how the file is read, for the next of its source; a second time it takes
    the place of the first."""
    found, _made = ImportMapping.objects.get_or_create(
        board=data_import.board,
        agency=data_import.agency,
        source=source,
        year=year,
        defaults={"created_by": by},
    )
    found.settings = data_import.settings
    found._history_user = by
    found.save()
    data_import.mapping = found
    data_import.save(update_fields=["mapping"])
    return found


@transaction.atomic
def begin_commit(*, data_import: DataImport, by) -> DataImport:
    """Ask for the figures to be brought in, all of them or none. Raises NotWaiting,
    ValidationError where something must be put right first."""
    locked = _lock(data_import, (ImportState.PREVIEW,))
    weigh(locked)  # what the board has may have changed since it was shown
    if locked.counts["blocked"]:
        locked.save()
        raise ValidationError(_("Put right what the list says first."))
    locked.state = ImportState.COMMITTING
    locked.decided_by, locked.decided_at = by, timezone.now()
    locked.job = enqueue(
        kind=COMMIT_JOB, payload={"id": locked.pk}, board=locked.board, by=by
    )
    locked.save()
    return locked


@transaction.atomic
def discard(*, data_import: DataImport, by) -> DataImport:
    """Throw an upload away: its figures go, that it came stays. Raises NotWaiting."""
    locked = _lock(data_import, (*DECIDABLE, ImportState.READING))
    locked.state = ImportState.DISCARDED
    locked.decided_by, locked.decided_at = by, timezone.now()
    locked.save()
    forget(locked)
    return locked


def _lock(data_import, states=(ImportState.COLUMNS, ImportState.PREVIEW)):
    locked = DataImport.objects.select_for_update(of=("self",)).get(pk=data_import.pk)
    failed = locked.job_id and locked.job.state == JobState.FAILED
    if failed and locked.state == ImportState.COMMITTING:
        locked.state = ImportState.PREVIEW
    if locked.state not in states:
        raise NotWaiting(_("This upload was brought in or thrown away already."))
    return locked
