"""A return filled in offline: the copy that leaves, and the one that comes back."""

from dataclasses import asdict, dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from audits import rules
from audits.choices import ImportKind, ImportState
from audits.importing.offline_changes import Change, Comparison, compare
from audits.importing.offline_copy import offline_copy
from audits.importing.offline_reading import FilledRow, rows_in, seal_in
from audits.importing.reading import read_file, sha256_of
from audits.models import AgencyReturn, ImportBatch
from audits.services.answering import Conflict, NotOpen, Page, save_answer
from audits.services.changes import answers_of
from audits.services.evidencing import attach, keep_evidence
from audits.services.importing import decide, kept_problems, lock_waiting
from audits.steps import steps_of

FILE, ONLINE, LATER = "file", "online", "later"


class NotThisReturn(ValidationError):
    """The file is no copy of this return; whose it is, is not said."""


@dataclass
class Taken:
    """What came of a commit."""

    saved: int = 0
    kept_online: int = 0
    waiting: list[str] = field(default_factory=list)  # codes kept as drafts
    links: int = 0


def read_steps(agency_return: AgencyReturn):
    """The steps of a return with levels and descriptors, and its answers."""
    steps = steps_of(agency_return.round)
    questions = [step.question for step in steps]
    prefetch_related_objects(questions, "descriptors", "scale__levels")
    return steps, answers_of(agency_return)


def copy_of(agency_return: AgencyReturn) -> bytes:
    """The workbook an agency fills in offline."""
    return offline_copy(agency_return, *read_steps(agency_return))


@transaction.atomic
def bring_answers(*, agency_return: AgencyReturn, file, by) -> ImportBatch:
    """Keep a filled-in copy, to be looked at. Nothing of the return changes yet.

    Raises Refused, NotOpen, and NotThisReturn whosever copy it is.
    """
    if not rules.is_editable(agency_return):
        raise NotOpen(_("This return cannot be changed now: it was sent on."))
    digest = sha256_of(file)
    read = read_file(file)
    seal = seal_in(read)
    mine = (agency_return.reference, agency_return.round.edition_id)
    if seal is None or (seal.reference, seal.edition) != mine:
        raise NotThisReturn(
            _(
                "This file is not an offline copy of this return. Download a copy "
                "from this page and fill in that one."
            )
        )
    rows, problems = rows_in(read)
    return ImportBatch.objects.create(
        kind=ImportKind.OFFLINE_ANSWERS,
        board_id=agency_return.board_id,
        agency_return=agency_return,
        target=agency_return.reference,
        file_name=file.name[-200:],
        sha256=digest,
        state=ImportState.PREVIEW,
        rows=[asdict(row) for row in rows],
        problems=[one.as_json() for one in problems],
        settings={"base": seal.steps},
        brought_by=by,
    )


def compare_batch(batch: ImportBatch, user) -> Comparison:
    """What an uploaded copy would change, for this person, as things stand now."""
    agency_return = batch.agency_return
    steps, answers = read_steps(agency_return)
    given = dict(agency_return.delegations.values_list("section_id", "to_id"))
    rows = [FilledRow(**row) for row in batch.rows]
    found = compare(
        rows,
        batch.settings.get("base", {}),
        steps,
        answers,
        lambda section: rules.may_answer(user, agency_return, given.get(section)),
    )
    found.problems = [*kept_problems(batch), *found.problems]
    return found


@transaction.atomic
def commit_answers(*, batch: ImportBatch, by, choices: dict, versions: dict) -> Taken:
    """Save a copy's changes through the same door as typing: all of them or none.

    `choices` says of each conflict whose words stay; `versions` is what the person
    saw online. Words that lose, or that somebody overtook meanwhile, wait as drafts.
    Raises NotWaiting, NotOpen, ValidationError while errors are left.
    """
    locked = lock_waiting(batch)
    comparison = compare_batch(locked, by)
    if not comparison.may_commit:
        raise ValidationError(_("Mend the errors first. Nothing was saved."))
    taken = Taken()
    for change in comparison.changes:
        choice = choices.get(change.code, LATER) if change.is_conflict else FILE
        _take(locked, change, choice, versions, by, taken)
    locked.state, locked.rows = ImportState.COMMITTED, []
    locked.outcome = asdict(taken)
    decide(locked, by)
    return taken


def _take(batch, change: Change, choice, versions, by, taken) -> None:
    if change.differences and choice == ONLINE:
        taken.kept_online += 1
    elif change.differences:
        _save(batch, change, choice, versions, by, taken)
    for title, address in change.links:
        item = keep_evidence(
            agency_return=batch.agency_return, by=by, title=title, link=address
        )
        attach(**_where(batch, change), by=by, evidence=[item])
        taken.links += 1


def _save(batch, change, choice, versions, by, taken) -> None:
    """A version nobody holds any more makes the words a draft beside the answer."""
    seen = versions.get(change.code, change.base_version)
    outcome = save_answer(
        **_where(batch, change),
        by=by,
        version=seen if choice == FILE else change.base_version,
        values=change.values,
        page=Page(token=f"offline-{batch.pk}"),
    )
    if isinstance(outcome, Conflict):
        taken.waiting.append(change.code)
    else:
        taken.saved += 1


def _where(batch, change) -> dict:
    return {
        "agency_return": batch.agency_return,
        "question": change.step.question,
        "block": change.step.block,
    }
