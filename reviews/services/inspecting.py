"""Writes what an inspection said, its days, and who answers for its findings."""

from django.core.exceptions import ValidationError
from django.db import transaction

from frameworks.vocabulary import Clock
from learning.models import Finding, LearningSource
from learning.services.stages import record_date
from reviews.models import FindingOwner, Inspection, Review
from reviews.services.merging import merge_version

# The days of an inspection, in the order they come.
DAYS = {
    "notice_on": Clock.NOTICE_RECEIVED,
    "visit_ended_on": Clock.VISIT_ENDED,
    "outcome_on": Clock.OUTCOME_RECEIVED,
    "plan_sent_on": Clock.PLAN_SENT,
}


@transaction.atomic
def write_inspection(
    *, review: Review, values: dict, days: dict, version: int, by
) -> Inspection:
    """Save what was said of an inspection, and days not known yet or corrected; an
    empty day changes none. Limits run from them.

    Raises StaleVersion where two people wrote the same, ValidationError for a day to
    come.
    """
    row = merge_version(
        record=_inspection_of(review, by), values=values, version=version, by=by
    )
    keep_days(review=review, days=days, by=by)
    return row


def _inspection_of(review, by) -> Inspection:
    """The review's row, begun empty where there is none: one, whoever comes first."""
    LearningSource.objects.select_for_update().get(pk=review.pk)
    row = Inspection.objects.filter(review=review).first()
    if row is None:
        row = Inspection(review=review)
        row._history_user = by
        row.save()
    return row


@transaction.atomic
def keep_days(*, review: Review, days: dict, by) -> None:
    """Record each day that is new or differs. Raises ValidationError, by the name of
    the day, for one to come."""
    known = dict(review.source.dates.values_list("clock", "on"))
    for name, clock in DAYS.items():
        on = days.get(name)
        if on is None or known.get(clock.value) == on:
            continue
        try:
            record_date(source=review.source, clock=clock, on=on, by=by)
        except ValidationError as problem:
            raise ValidationError({name: problem.messages}) from problem


@transaction.atomic
def answer_for(*, finding: Finding, values: dict, version: int, by) -> FindingOwner:
    """Name who answers for a finding about the board, or say how far it is (WOL-24).

    Raises StaleVersion where two people changed the same.
    """
    LearningSource.objects.select_for_update().get(pk=finding.source_id)
    row = FindingOwner.objects.filter(finding=finding).first()
    if row is not None:
        return merge_version(record=row, values=values, version=version, by=by)
    row = FindingOwner(finding=finding, **values)
    row._history_user = by
    row.save()
    return row
