"""Keeps what a person types into a page of a review until it is saved."""

from django.db import transaction
from django.utils import timezone

from learning.typed import as_typed
from reviews.models import Review, UnsavedFiling, UnsavedWords


@transaction.atomic
def keep_words(*, review: Review, page: str, posted, by) -> UnsavedWords:
    """Keep a page's fields as they stand, over what was kept before."""
    kept, _new = UnsavedWords.objects.update_or_create(
        review=review, user=by, page=page, defaults=_as_typed(posted)
    )
    return kept


def _as_typed(posted) -> dict:
    return {"posted": as_typed(posted), "at": timezone.now()}


@transaction.atomic
def forget_words(*, review: Review, page: str, by) -> None:
    """Drop what was kept of a page: it was saved, or the person does not want it."""
    UnsavedWords.objects.filter(review=review, user=by, page=page).delete()


@transaction.atomic
def keep_filing(*, board, key: str, posted, by) -> UnsavedFiling:
    """Keep what a person typed of an item of a type they have not filed yet."""
    kept, _new = UnsavedFiling.objects.update_or_create(
        board=board, user=by, review_type=key, defaults=_as_typed(posted)
    )
    return kept


@transaction.atomic
def forget_filing(*, board, key: str, by) -> None:
    """Drop it: the item was filed, or the person does not want it."""
    UnsavedFiling.objects.filter(board=board, user=by, review_type=key).delete()
