"""Keeps what a person types into a page until it is saved, one row a person."""

from django.db import transaction
from django.utils import timezone

from boards.typed import as_typed


@transaction.atomic
def keep_typed(rows, *, posted, by, **of):
    """Keep a page's fields as they stand, over what was kept before. `rows` are the
    unsaved words of a record (`record.unsaved`); `of` says which page of several."""
    kept, _new = rows.update_or_create(
        user=by, **of, defaults={"posted": as_typed(posted), "at": timezone.now()}
    )
    return kept


@transaction.atomic
def forget_typed(rows, *, by, **of) -> None:
    """Drop what was kept: it was saved, or the person does not want it."""
    rows.filter(user=by, **of).delete()
