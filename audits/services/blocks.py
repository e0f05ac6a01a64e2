"""What a round puts into its questions: the year's priorities, published reviews."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from audits.choices import RepeatChoices, RoundState
from audits.models import Question, Round, RoundItem
from audits.periods import read_period
from learning.choices import SourceAudience, SourceKindChoices
from learning.models import LearningSource, Priority

REVIEWS = [
    SourceKindChoices.PRACTICE_REVIEW,
    SourceKindChoices.RAPID_REVIEW,
    SourceKindChoices.DISCRETIONARY_REVIEW,
    SourceKindChoices.THEMATIC_REVIEW,
]


def repeated(round: Round, repeat: RepeatChoices):
    """Questions of the round's edition that list or repeat something."""
    return Question.objects.filter(edition=round.edition_id, repeat=repeat)


def priorities_of(round: Round):
    """The board's priorities of the period's year (CTM-53)."""
    period = read_period(round.period)
    year = period.year if period else round.period
    found = Priority.objects.filter(board=round.board_id, year=year)
    return found.order_by("number")


def published_reviews(round: Round):
    """Reviews the board published inside the period, oldest first (CTM-54).

    One whose group is restricted never shows, published or not.
    """
    period = read_period(round.period)
    if period is None:
        return LearningSource.objects.none()
    unrestricted = Q(lead_group__isnull=True) | Q(lead_group__restricted=False)
    return LearningSource.objects.filter(
        unrestricted,
        board=round.board_id,
        kind__in=REVIEWS,
        audience=SourceAudience.BOARD,
        published_on__range=(period.first, period.last),
    ).order_by("published_on", "pk")


def blocks_to_put(round: Round) -> list[RoundItem]:
    """Unsaved items that issuing would put in, besides those added by hand."""
    inside = repeated(round, RepeatChoices.PRIORITIES_INSIDE)
    each = repeated(round, RepeatChoices.PER_PUBLISHED_REVIEW)
    return [*_priorities(round, inside), *_reviews(round, each)]


def _priorities(round, questions):
    rows = list(priorities_of(round)) if questions else []
    return [
        RoundItem(
            round=round,
            question=question,
            order=row.number,
            text_en=row.text_en,
            text_cy=row.text_cy,
        )
        for question in questions
        for row in rows
    ]


def _reviews(round, questions):
    rows = list(published_reviews(round)) if questions else []
    there = set(round.items.values_list("question_id", "review_reference"))
    return [
        RoundItem(
            round=round,
            question=question,
            order=order,
            text_en=row.title,
            review_reference=row.reference,
            published_month=row.published_on.replace(day=1),
            review=row,
        )
        for question in questions
        for order, row in enumerate(rows, start=1)
        if (question.pk, row.reference) not in there
    ]


def put_blocks(round: Round) -> None:
    """Put priorities and reviews into the questions. Constant number of queries."""
    RoundItem.objects.bulk_create(blocks_to_put(round))  # items keep no history


@transaction.atomic
def add_review_block(*, round: Round, reference: str, month: date, title="", by):
    """Ask about a review the portal does not hold. Raises ValidationError."""
    _must_be_draft(round)
    questions = list(repeated(round, RepeatChoices.PER_PUBLISHED_REVIEW))
    if not questions:
        raise ValidationError(_("This questionnaire asks nothing about reviews."))
    held = published_reviews(round).filter(reference__iexact=reference)
    if held.exists() or round.items.filter(review_reference__iexact=reference).exists():
        raise ValidationError({"reference": _("This review is asked about already.")})
    order = 100 + round.items.count()
    return RoundItem.objects.bulk_create(  # items keep no history
        RoundItem(
            round=round,
            question=question,
            order=order,
            text_en=title,
            review_reference=reference,
            published_month=month.replace(day=1),
        )
        for question in questions
    )


@transaction.atomic
def drop_review_block(*, round: Round, reference: str, by) -> None:
    """Take a review added by hand out again. Raises ValidationError once issued."""
    _must_be_draft(round)
    round.items.filter(review_reference=reference).delete()


def _must_be_draft(round) -> None:
    locked = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    if locked.state != RoundState.DRAFT:
        raise ValidationError(_("This round was issued and stays as it is."))
