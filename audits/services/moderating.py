"""A second pair of eyes on a rating. Nothing here writes over an agency's own."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.choices import (
    RECEIVED_STATES,
    ModerationKind,
    ReturnState,
    RoundState,
)
from audits.models import AgencyReturn, Answer, ModerationStep, Round, ScrutinyNote
from boards.services.links import set_links


@transaction.atomic
def moderate(*, answer: Answer, level, reason: str, by) -> ModerationStep:
    """Lay a moderated rating beside the agency's own, with its reason.

    Raises ValidationError when the return is not handed in, the level belongs to
    another scale, or the reason is missing.
    """
    _must_be_received(answer)
    _must_fit(answer, level)
    return _step(answer, ModerationKind.MODERATED, level, reason, by)


@transaction.atomic
def reply(*, answer: Answer, text: str, by) -> ModerationStep:
    """The agency's answer to a moderated rating. Raises ValidationError without one."""
    if not answer.moderation.filter(kind=ModerationKind.MODERATED).exists():
        raise ValidationError(_("There is no moderated rating to reply to."))
    return _step(answer, ModerationKind.REPLY, None, text, by)


@transaction.atomic
def finalise(*, answer: Answer, level, reason: str, by) -> ModerationStep:
    """Settle the rating that stands. Raises ValidationError as `moderate` does."""
    _must_be_received(answer)
    _must_fit(answer, level)
    return _step(answer, ModerationKind.FINAL, level, reason, by)


def _must_be_received(answer):
    if answer.agency_return.state not in RECEIVED_STATES:
        raise ValidationError(_("This return has not been handed in."))


def _must_fit(answer, level):
    if level is None or level.scale_id != answer.question.scale_id:
        raise ValidationError({"level": _("Choose a level of this question's scale.")})


def _step(answer, kind, level, text, by) -> ModerationStep:
    if not text.strip():
        raise ValidationError({"text": _("Write the reason.")})
    return ModerationStep.objects.create(
        answer=answer, kind=kind, level=level, text=text, by=by
    )


@transaction.atomic
def close_moderation(*, agency_return: AgencyReturn, by) -> AgencyReturn:
    """Say that moderation of a return is over. Raises ValidationError if not sent."""
    locked = AgencyReturn.objects.select_for_update(of=("self",)).get(
        pk=agency_return.pk
    )
    if locked.state != ReturnState.SUBMITTED:
        raise ValidationError(_("Only a submitted return can be marked moderated."))
    locked.state = ReturnState.MODERATED
    locked.moderated_at, locked.moderated_by = timezone.now(), by
    locked.save(update_fields=["state", "moderated_at", "moderated_by"])
    return locked


@transaction.atomic
def release(*, round: Round, groups, by) -> Round:
    """Open the round's analysis to the board's members and the named groups.

    Returns not handed in stay as they are, and so do groups the person cannot see.
    Raises ValidationError for a draft round.
    """
    locked = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    if locked.state == RoundState.DRAFT:
        raise ValidationError(_("A round that was not issued cannot be released."))
    set_links(record=locked, name="released_to", chosen=groups, by=by)
    if locked.released_at is None:
        locked.released_at, locked.released_by = timezone.now(), by
        locked.save(update_fields=["released_at", "released_by"])
    return locked


@transaction.atomic
def note_scrutiny(*, round, kind, text, by, agency=None, question=None) -> ScrutinyNote:
    """Record scrutiny, challenge, support or a plan item a round led to."""
    return ScrutinyNote.objects.create(
        round=round,
        board_id=round.board_id,
        agency=agency,
        question=question,
        kind=kind,
        text=text,
        by=by,
    )


@transaction.atomic
def respond(*, note: ScrutinyNote, text: str, by) -> ScrutinyNote:
    """The agency's response. Raises ValidationError when one was already given."""
    locked = ScrutinyNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if locked.responded_at:
        raise ValidationError(_("A response was already given."))
    locked.response, locked.responded_by = text, by
    locked.responded_at = timezone.now()
    locked.save(update_fields=["response", "responded_by", "responded_at"])
    return locked
