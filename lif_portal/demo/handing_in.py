"""How far each return of a round came: handed in, late, or not at all."""

from collections import defaultdict
from datetime import datetime, time, timedelta
from enum import StrEnum

from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from audits.choices import ImprovementState, ReturnState
from audits.models import (
    AgencyReturn,
    Answer,
    Extension,
    ImprovementAction,
    SignOffRequest,
    Submission,
)
from audits.services.freezing import frozen_content
from audits.services.submitting import fingerprint
from learning.models.sources import new_reference
from lif_portal.demo.answers import Answers, Library, executive_of, lead_of
from lif_portal.demo.words import Writer, phrases


class Ending(StrEnum):
    """How a return stands."""

    NOTHING = "nothing"
    STARTED = "started"
    WITH_EXECUTIVE = "with_executive"
    IN_TIME = "in_time"
    LATE = "late"


HANDED_IN = {Ending.IN_TIME, Ending.LATE}
OVER = [Ending.IN_TIME] * 17 + [Ending.LATE] * 3 + [Ending.STARTED, Ending.NOTHING]
OPEN = (
    [Ending.NOTHING] * 5
    + [Ending.STARTED] * 5
    + [Ending.WITH_EXECUTIVE]
    + [Ending.IN_TIME] * 5
)


def evening(day) -> datetime:
    """A moment on a day."""
    return timezone.make_aware(datetime.combine(day, time(16, 40)))


def fill_round(round, people, main, *, number: int, over: bool, library: Library):
    """Answer, extend and hand in the returns of a round that was just issued."""
    returns = list(round.returns.select_related("agency").order_by("pk"))
    _extend_one(returns, people)
    answers = Answers(round, number, library)
    endings = {row.pk: _ending(row, main, over) for row in returns}
    for row in returns:
        _begin(row, endings[row.pk], answers, people)
    answers.save()
    _submit(round, returns, endings, answers, people, over=over)
    bulk_update_with_history(
        returns, AgencyReturn, CHANGED, batch_size=500, default_user=people.officer
    )


CHANGED = ["state", "due_on", "answered", "total", "submitted_at", "submitted_by"]


def _ending(row, main, over) -> Ending:
    """The main agency and the first school always have something left to do."""
    if row.agency_id in main:
        return Ending.IN_TIME if over else Ending.STARTED
    return Writer("ending", row.round_id, row.agency_id).pick(OVER if over else OPEN)


def _extend_one(returns, people) -> None:
    """One agency asked for more time."""
    if len(returns) < 4:
        return
    row, writer = returns[3], Writer("extension", returns[3].pk)
    Extension.objects.create(
        agency_return=row,
        old_due_on=row.due_on,
        new_due_on=row.due_on + timedelta(days=14),
        reason=writer.pick(phrases("moderation")["extensions"]),
        granted_by=people.officer,
        granted_at=evening(row.due_on - timedelta(days=5)),
    )
    row.due_on += timedelta(days=14)


def _begin(row, ending, answers, people) -> None:
    row.total = len(answers.steps)
    if ending == Ending.NOTHING:
        return
    whole = ending != Ending.STARTED
    share = 1.0 if whole else Writer("share", row.pk).random.uniform(0.15, 0.7)
    before = len(answers.rows)
    answers.write(row, lead_of(people, row), _sent_at(row, ending), share)
    row.answered = len(answers.rows) - before
    row.state = ReturnState.IN_PROGRESS


def _sent_at(row, ending) -> datetime:
    """When it was handed in: some days before it was due, or after."""
    days = Writer("sent", row.pk).random.randint(1, 9)
    day = row.due_on + timedelta(days=days if ending == Ending.LATE else -days)
    return evening(min(day, timezone.localdate() - timedelta(days=1)))


def _submit(round, returns, endings, answers, people, *, over) -> None:
    """Freeze what was handed in and raise actions from low ratings."""
    said = _answers_by_return(round)
    submissions, actions, requests = [], [], []
    for row in returns:
        if endings[row.pk] == Ending.WITH_EXECUTIVE:
            requests += _with_executive(round, row, people)
        if endings[row.pk] not in HANDED_IN:
            continue
        at = _sent_at(row, endings[row.pk])
        submissions.append(_submission(row, answers.steps, said[row.pk], at, people))
        actions += _actions(row, said[row.pk].values(), people, decided=over)
        row.state = ReturnState.RELEASED if over else ReturnState.SUBMITTED
        row.submitted_at, row.submitted_by = at, lead_of(people, row)
    # Receipts and requests are written once and have no second history.
    Submission.objects.bulk_create(submissions, batch_size=200)
    SignOffRequest.objects.bulk_create(requests)
    bulk_create_with_history(actions, ImprovementAction, batch_size=500)


def _answers_by_return(round) -> dict[int, dict]:
    found = Answer.objects.filter(agency_return__round=round)
    found = found.select_related("level", "question").prefetch_related(
        "evidence__document"
    )
    by_return = defaultdict(dict)
    for answer in found:
        place = (answer.question_id, answer.block_id)
        by_return[answer.agency_return_id][place] = answer
    return by_return


def _with_executive(round, row, people) -> list[SignOffRequest]:
    """Where the board wants a signature the return waits for it."""
    if not round.executive_sign_off:
        return []
    row.state = ReturnState.WITH_EXECUTIVE
    return [SignOffRequest(agency_return=row, sent_by=lead_of(people, row))]


def _submission(row, steps, answers, at, people) -> Submission:
    content = frozen_content(row, steps, answers)
    signed = row.round.executive_sign_off
    return Submission(
        agency_return=row,
        reference=new_reference("REC"),
        submitted_at=at,
        submitted_by=lead_of(people, row),
        signed_off_by=executive_of(people, row) if signed else None,
        signed_off_at=at if signed else None,
        late=at.date() > row.due_on,
        content=content,
        sha256=fingerprint(content),
    )


def _actions(row, answers, people, *, decided) -> list[ImprovementAction]:
    """Confirmed in rounds that are over; waiting for the agency in the open one."""
    return [
        ImprovementAction(
            agency_return=row,
            answer=answer,
            board_id=row.board_id,
            text=answer.improvement,
            **(_decision(row, people) if decided else {}),
        )
        for answer in answers
        if answer.level and answer.level.needs_improvement
    ]


def _decision(row, people) -> dict:
    return {
        "state": ImprovementState.CONFIRMED,
        "owner": executive_of(people, row).post,
        "due_on": row.due_on + timedelta(days=180),
        "decided_by": lead_of(people, row),
        "decided_at": evening(row.due_on + timedelta(days=10)),
    }
