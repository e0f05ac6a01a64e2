"""Sending a return: to the executive, to the board, and back."""

import hashlib
import json
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.choices import RECEIVED_STATES, ReturnState
from audits.models import AgencyReturn, SignOffRequest, Submission
from audits.rules import Gap, gaps, is_editable
from audits.services.answering import NotOpen
from audits.services.changes import Changes, answers_of, what_changed
from audits.services.freezing import frozen_content
from audits.services.improvements import raise_improvements
from audits.steps import Step, steps_of
from boards.access import allowed
from boards.roles import Permission
from learning.models.sources import new_reference


@dataclass(frozen=True)
class Missing:
    """A required step that is not whole, and what it lacks."""

    step: Step
    gaps: tuple[Gap, ...]


class Incomplete(ValidationError):
    """Required answers are missing; `missing` lists them."""

    def __init__(self, missing: list[Missing]):
        super().__init__(_("Some required answers are missing."))
        self.missing = missing


@dataclass(frozen=True)
class Reading:
    """A return as it stands: its steps, answers and what is missing."""

    steps: list[Step]
    answers: dict
    missing: list[Missing]


def read_return(agency_return: AgencyReturn) -> Reading:
    """Read a whole return and judge it afresh. Constant number of queries."""
    steps, answers = steps_of(agency_return.round), answers_of(agency_return)
    return Reading(steps, answers, missing_of(steps, answers))


def missing_of(steps, answers) -> list[Missing]:
    """Required steps that are not whole; optional ones only when half answered."""
    found = []
    for step in steps:
        lacking = gaps_of(step, answers.get(step.place))
        if step.question.required or lacking not in ([], [Gap.ANSWER]):
            found += [Missing(step, tuple(lacking))] if lacking else []
    return found


def gaps_of(step, answer) -> list[Gap]:
    """What one step lacks, evidence read from what was prefetched."""
    return gaps(step.question, answer, has_evidence=lambda: bool(answer.evidence.all()))


@transaction.atomic
def send_to_executive(*, agency_return: AgencyReturn, by) -> SignOffRequest:
    """Ask the agency's executive to sign. Raises Incomplete, NotOpen."""
    locked = _lock(agency_return)
    if not is_editable(locked):
        raise NotOpen(_("This return was already sent on."))
    _must_be_whole(read_return(locked))
    locked.state = ReturnState.WITH_EXECUTIVE
    locked.save(update_fields=["state"])
    return SignOffRequest.objects.create(agency_return=locked, sent_by=by)


@transaction.atomic
def send_back(*, agency_return: AgencyReturn, by, note: str) -> AgencyReturn:
    """Give a return back to be changed. Raises NotOpen unless the executive has it."""
    locked = _lock(agency_return)
    if locked.state != ReturnState.WITH_EXECUTIVE:
        raise NotOpen(_("This return is not with the executive."))
    if not note.strip():
        raise ValidationError({"note": _("Say what needs changing.")})
    again = locked.submissions.exists()
    locked.state = ReturnState.REOPENED if again else ReturnState.IN_PROGRESS
    locked.save(update_fields=["state"])
    _close_request(locked, by, note.strip())
    return locked


def _close_request(locked, by, note):
    request = locked.sign_off_requests.first()
    request.sent_back_by, request.sent_back_at = by, timezone.now()
    request.note = note
    request.save()


@transaction.atomic
def submit(*, agency_return: AgencyReturn, by) -> Submission:
    """Freeze the return as it stands and hand it to the board, once.

    Asked again it gives the receipt there is. Raises Incomplete, and PermissionDenied
    when an executive must sign off and this person is none.
    """
    locked = _lock(agency_return)
    if locked.state in RECEIVED_STATES:
        return locked.submissions.first()
    signs = _signs(locked, by)
    reading = read_return(locked)
    _must_be_whole(reading)
    changes = what_changed(locked, steps=reading.steps, answers=reading.answers)
    submission = _freeze(locked, by, signs, reading, changes)
    _hand_in(locked, submission)
    raise_improvements(agency_return=locked, by=by)
    return submission


def _lock(agency_return) -> AgencyReturn:
    return (
        AgencyReturn.objects.select_for_update(of=("self",))
        .select_related("round__edition__questionnaire", "round__source", "agency")
        .get(pk=agency_return.pk)
    )


def _must_be_whole(reading) -> None:
    if reading.missing:
        raise Incomplete(reading.missing)


def _signs(locked, by) -> bool:
    """Whether this hand-in is signed by an executive. Raises PermissionDenied."""
    if not locked.round.executive_sign_off:
        if not is_editable(locked):
            raise NotOpen(_("This return was already sent on."))
        return False
    if not allowed(by, Permission.SIGN_OFF, locked):
        raise PermissionDenied(Permission.SIGN_OFF.value)
    return True


def _freeze(locked, by, signs, reading, changes: Changes) -> Submission:
    now = timezone.now()
    earlier = locked.submissions.first()
    content = frozen_content(locked, reading.steps, reading.answers)
    return Submission.objects.create(
        agency_return=locked,
        number=earlier.number + 1 if earlier else 1,
        reference=new_reference("REC"),
        submitted_at=now,
        submitted_by=_sender(locked, by),
        signed_off_by=by if signs else None,
        signed_off_at=now if signs else None,
        # A return the board reopened does not become late by that.
        late=earlier.late if earlier else timezone.localdate() > locked.due_on,
        content=content,
        changes=[change.as_json() for change in changes.rows],
        sha256=fingerprint(content),
    )


def _sender(locked, by):
    """Who prepared it: the one who sent it to the executive, else who hands it in."""
    request = locked.sign_off_requests.filter(sent_back_at__isnull=True).first()
    waiting = locked.state == ReturnState.WITH_EXECUTIVE
    return request.sent_by if request and waiting else by


def fingerprint(content) -> str:
    """SHA-256 of the content written out in one fixed way."""
    text = json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _hand_in(locked, submission) -> None:
    locked.state = ReturnState.SUBMITTED
    locked.answered = sum(1 for row in submission.content["answers"] if row["complete"])
    locked.total = len(submission.content["answers"])
    if locked.submitted_at is None:  # the first hand-in decides whether it was late
        locked.submitted_at = submission.submitted_at
        locked.submitted_by = submission.submitted_by
    locked.save()


@transaction.atomic
def reopen(*, agency_return: AgencyReturn, by, reason: str) -> AgencyReturn:
    """Let the agency change a return it handed in. What was handed in stays frozen.

    Raises ValidationError without a reason, NotOpen for a return not handed in.
    """
    locked = _lock(agency_return)
    if locked.state not in RECEIVED_STATES:
        raise NotOpen(_("Only a return that was handed in can be reopened."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the return is reopened.")})
    locked.state, locked.reopened_reason = ReturnState.REOPENED, reason.strip()
    locked.moderated_at = locked.moderated_by = None
    locked.save()
    return locked
