"""Writes what a review says: its scope, its learning event, its report."""

from django.db import transaction

from frameworks.vocabulary import Clock
from learning.services.stages import record_date
from reviews.models import Review
from reviews.services.merging import merge_version


@transaction.atomic
def write_review(*, review: Review, values: dict, version: int, by) -> Review:
    """Save some of a review's texts. Raises StaleVersion where two people wrote the
    same one."""
    return merge_version(record=review, values=values, version=version, by=by)


@transaction.atomic
def write_with_date(
    *, review: Review, values: dict, version: int, clock: Clock, on, by
) -> Review:
    """The same, with the day a clock started; an empty day changes none.

    Raises ValidationError for a day in the future.
    """
    saved = write_review(review=review, values=values, version=version, by=by)
    known = review.source.dates.filter(clock=clock).first()
    if on and (known is None or known.on != on):
        record_date(source=review.source, clock=clock, on=on, by=by)
    return saved
