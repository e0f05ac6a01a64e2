"""Ratings that agencies gave in another tool, handed in here on the board's word."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from audits.choices import ImportState, ReturnState, RoundState
from audits.importing.grid import Problem, sheets_of
from audits.importing.matching import level_names
from audits.importing.results import Known, ResultsReading, read_results
from audits.models import (
    AgencyReturn,
    Answer,
    ImportBatch,
    ImprovementAction,
    Round,
    Submission,
)
from audits.services.freezing import frozen_content
from audits.services.importing import (
    COMMIT_JOB,
    NotWaiting,
    decide,
    job_failed,
    kept_problems,
    lock_waiting,
)
from audits.services.rounds import lock
from audits.services.submitting import fingerprint
from audits.steps import steps_of
from boards.models import Agency
from learning.models.sources import new_reference
from learning.outbox import enqueue

COMMIT_LATER_FROM = 1000  # ratings: a second and more, and a page answers in two


def round_of(batch) -> Round:
    """The round an upload of results is for."""
    rows = Round.objects.select_related("source", "board", "edition__questionnaire")
    return rows.get(board=batch.board_id, source__reference=batch.target)


def known_in(round: Round) -> Known:
    """Names in a round and its board. A constant number of queries."""
    returns = list(round.returns.select_related("agency"))
    asked = {row.agency_id for row in returns}
    begun = set(
        Answer.objects.filter(agency_return__round=round).values_list(
            "agency_return__agency_id", flat=True
        )
    )
    others = Agency.objects.filter(boards=round.board_id).exclude(pk__in=asked)
    untouched = ReturnState.NOT_STARTED
    return Known(
        agencies={str(row.agency_id): _names(row.agency) for row in returns},
        others={str(agency.pk): _names(agency) for agency in others},
        questions=_questions(round),
        ratings=_ratings(round),
        taken={
            str(row.agency_id)
            for row in returns
            if row.state != untouched or row.agency_id in begun
        },
    )


def _names(agency) -> list[str]:
    return [agency.name_en, agency.name_cy]


def _rated(round):
    """Questions results may rate: rated ones, asked once for the whole round."""
    return round.edition.questions.filter(kind="rating", repeat="none")


def _questions(round) -> dict[str, list[str]]:
    return {
        one.key: [one.text_en, one.text_cy, one.number, one.key, str(one)]
        for one in _rated(round)
    }


def _ratings(round) -> dict[str, dict[str, list[str]]]:
    asked = _rated(round).select_related("scale").prefetch_related("scale__levels")
    return {
        one.key: {level.key: level_names(level) for level in one.scale.levels.all()}
        for one in asked
    }


def template_rows(round) -> list[list[str]]:
    """A row for each agency asked and each rated standard."""
    asked = list(_rated(round))
    returns = round.returns.select_related("agency").order_by("agency__name_en")
    return [
        [row.agency.name, one.number, one.text, "", ""]
        for row in returns
        for one in asked
    ]


def read_results_batch(batch, round=None) -> ResultsReading:
    """What an upload of results would bring, as its settings say."""
    round = round or round_of(batch)
    reading = read_results(
        sheets_of(batch), settings=batch.settings, known=known_in(round)
    )
    reading.problems = [*_closed(round), *kept_problems(batch), *reading.problems]
    return reading


def _closed(round) -> list[Problem]:
    if round.state == RoundState.OPEN:
        return []
    what = _("The round is closed and takes no more results.")
    return [Problem(_("Whole file"), what, _("Nothing can be brought in any more."))]


def give_back(*, batch: ImportBatch) -> None:
    """Let the officers decide again on what its asker may no longer bring in."""
    ImportBatch.objects.filter(pk=batch.pk, state=ImportState.COMMITTING).update(
        state=ImportState.PREVIEW
    )


@transaction.atomic
def bring_in(*, batch: ImportBatch, by) -> ImportBatch:
    """Hand in the ratings now, or have a worker do it when there are many.

    Raises NotWaiting, and ValidationError while errors are left or once the round is
    closed.
    """
    locked = lock_waiting(batch, also=_given_up(batch))
    reading = read_results_batch(locked)
    if len(reading.results) <= COMMIT_LATER_FROM:
        commit_results(batch=locked, by=by)
        locked.refresh_from_db()
        return locked
    _refuse_errors(reading)
    locked.state = ImportState.COMMITTING
    locked.save(update_fields=["state"])
    enqueue(kind=COMMIT_JOB, payload={"id": locked.pk}, board=locked.board, by=by)
    return locked


def _given_up(batch) -> list[str]:
    return [ImportState.COMMITTING] if job_failed(batch) else []


def commit_queued(*, batch: ImportBatch, by) -> None:
    """What a worker does for `bring_in`; errors found only now are shown again."""
    try:
        commit_results(batch=batch, by=by)
    except NotWaiting:
        return  # thrown away or brought in meanwhile
    except ValidationError:
        give_back(batch=batch)  # an agency began its own answers meanwhile, say


@transaction.atomic
def commit_results(*, batch: ImportBatch, by) -> list[AgencyReturn]:
    """Hand in the ratings as answers from outside, all of them or none (WOL-30).

    Every answer keeps which upload brought it. An agency that began its own answers
    is left alone. Raises NotWaiting, and ValidationError while errors are left or
    once the round is closed.
    """
    locked = lock_waiting(batch, also=[ImportState.COMMITTING])
    round = lock(round_of(locked))
    # Locked before reading, so that no agency begins its own answers meanwhile.
    rows = round.returns.select_for_update(of=("self",)).select_related("agency")
    returns = {str(row.agency_id): row for row in rows}
    reading = read_results_batch(locked, round)
    _refuse_errors(reading)
    given = [returns[agency] for agency in reading.by_agency]
    _make_answers(locked, round, returns, reading, by)
    _hand_in(locked, round, given, by)
    locked.state = ImportState.COMMITTED
    locked.outcome = {"returns": len(given), "answers": len(reading.results)}
    decide(locked, by)
    return given


def _refuse_errors(reading) -> None:
    if not reading.may_commit:
        raise ValidationError(_("Mend the errors first. Nothing was imported."))


def _make_answers(batch, round, returns, reading, by) -> None:
    questions = {one.key: one for one in _rated(round)}
    levels = {
        (level.scale_id, level.key): level
        for scale in round.edition.scales.prefetch_related("levels")
        for level in scale.levels.all()
    }
    made = [
        Answer(
            agency_return=returns[result.agency],
            board_id=round.board_id,
            question=questions[result.question],
            level=levels[questions[result.question].scale_id, result.rating],
            position=result.position,
            complete=True,  # the other tool asked for whatever it asks for
            brought_in=batch,
            updated_by=by,
        )
        for result in reading.results
    ]
    bulk_create_with_history(made, Answer, default_user=by, batch_size=500)


def _hand_in(batch, round, given, by) -> None:
    """A frozen copy and draft actions of each return. Queries do not grow with them."""
    steps, answers = steps_of(round), _brought(batch)
    now, today = timezone.now(), timezone.localdate()
    for row in given:
        row.round = round
        row.content = _content(batch, row, steps, answers[row.pk], now)
        row.state, row.total = ReturnState.SUBMITTED, len(steps)
        row.answered = len(answers[row.pk])
        row.submitted_at, row.submitted_by = now, by
    Submission.objects.bulk_create(
        Submission(
            agency_return=row,
            reference=new_reference("REC"),
            submitted_at=now,
            submitted_by=by,
            late=today > row.due_on,
            content=row.content,
            sha256=fingerprint(row.content),
        )
        for row in given
    )
    fields = ["state", "answered", "total", "submitted_at", "submitted_by"]
    bulk_update_with_history(given, AgencyReturn, fields, default_user=by)
    _raise_actions([one for rows in answers.values() for one in rows.values()], by)


def _brought(batch) -> dict[int, dict]:
    """The answers just made, by return and by step."""
    rows = batch.answers.select_related("level", "question")
    found = defaultdict(dict)
    for answer in rows.prefetch_related("evidence"):
        found[answer.agency_return_id][answer.question_id, None] = answer
    return found


def _raise_actions(answers, by) -> None:
    """A draft action of each low rating, as when the agency hands in itself."""
    made = [
        ImprovementAction(
            agency_return_id=answer.agency_return_id,
            board_id=answer.board_id,
            answer=answer,
        )
        for answer in answers
        if answer.level.needs_improvement
    ]
    bulk_create_with_history(made, ImprovementAction, default_user=by)


def _content(batch, agency_return, steps, answers, now) -> dict:
    """The frozen copy, saying where the ratings came from."""
    content = frozen_content(agency_return, steps, answers)
    for row in content["answers"]:
        row["complete"] = row["answered"]
    content["brought_in"] = {
        "file": batch.file_name,
        "sha256": batch.sha256,
        "by": batch.brought_by.full_name,
        "at": now.isoformat(),
    }
    return content
