"""Keeps what a person types into a page of a review until it is saved."""

from django.db import transaction
from django.utils import timezone

from reviews.models import Review, UnsavedWords

NOT_WORDS = {"csrfmiddlewaretoken", "sequence"}


@transaction.atomic
def keep_words(*, review: Review, page: str, posted, by) -> UnsavedWords:
    """Keep a page's fields as they stand, over what was kept before."""
    fields = {k: v for k, v in posted.lists() if k not in NOT_WORDS}
    plain = {k: [one.replace("\0", "") for one in v] for k, v in fields.items()}
    kept, _new = UnsavedWords.objects.update_or_create(
        review=review,
        user=by,
        page=page,
        defaults={"posted": plain, "at": timezone.now()},
    )
    return kept


@transaction.atomic
def forget_words(*, review: Review, page: str, by) -> None:
    """Drop what was kept of a page: it was saved, or the person does not want it."""
    UnsavedWords.objects.filter(review=review, user=by, page=page).delete()
