"""Turns of a group's members to present what others reviewed (HAR-28)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from frameworks.vocabulary import Clock
from learning.models import LearningSource
from learning.services.stages import advance, moves_of, record_date
from reviews.models import Review, RotaTurn
from reviews.services.merging import merge_version

PRESENTING = "presenting"


def assign_turn(
    *, review: Review, presenter, meeting_on, by, sent_once=None
) -> RotaTurn:
    """Give a review to a presenter for a meeting; it then stands with them.

    The same form sent twice assigns once. Raises ValidationError where somebody else
    assigned it meanwhile.
    """
    try:
        with transaction.atomic():
            return _assign(review, presenter, meeting_on, by, sent_once)
    except IntegrityError:
        made = RotaTurn.objects.filter(review=review, by=by, sent_once=sent_once)
        if sent_once is None or not made.exists():
            raise
        return made.get()


def _assign(review, presenter, meeting_on, by, sent_once):
    source = LearningSource.objects.select_for_update().get(pk=review.pk)
    again = RotaTurn.objects.filter(review=review, by=by, sent_once=sent_once)
    if sent_once and (made := again.first()):
        return made
    waiting = review.turns.filter(presented_on__isnull=True).first()
    if waiting:
        words = _("It is with %s already. Change that turn instead.")
        raise ValidationError(words % waiting.presenter)
    turn = RotaTurn(
        review=review,
        presenter=presenter,
        meeting_on=meeting_on,
        by=by,
        sent_once=sent_once,
    )
    turn._history_user = by
    turn.save()
    if any(way.to == PRESENTING and way.is_open for way in moves_of(source)):
        advance(source=source, to=PRESENTING, by=by)
    return turn


@transaction.atomic
def change_turn(*, turn: RotaTurn, values: dict, version: int, by) -> RotaTurn:
    """Another presenter or another meeting. Raises StaleVersion where two people
    changed the same, ValidationError once it was presented."""
    if RotaTurn.objects.filter(pk=turn.pk, presented_on__isnull=False).exists():
        raise ValidationError(_("It was presented already."))
    return merge_version(record=turn, values=values, version=version, by=by)


@transaction.atomic
def report_turn(*, turn: RotaTurn, values: dict, version: int, by) -> RotaTurn:
    """The presenter's report, and the day it was presented: its limit is met.

    Raises StaleVersion where two people wrote the same, ValidationError for a day to
    come.
    """
    saved = merge_version(record=turn, values=values, version=version, by=by)
    if saved.presented_on:
        record_date(
            source=saved.review.source,
            clock=Clock.PRESENTED,
            on=saved.presented_on,
            by=by,
        )
    return saved
