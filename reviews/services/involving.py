"""Records who took part, what runs beside a review, and what came out of it."""

from django.db import IntegrityError, transaction

from reviews.models import Involvement, OutputDone, ParallelProcess, Review
from reviews.services.merging import merge_version


def _add_once(model, review, values, sent_once, by, **own):
    """One row for one form, however often it is sent."""
    try:
        with transaction.atomic():
            row = model(review=review, by=by, sent_once=sent_once, **own, **values)
            row._history_user = by
            row.save()
            return row
    except IntegrityError:
        made = model.objects.filter(review=review, sent_once=sent_once, by=by).first()
        if sent_once is None or made is None:
            raise
        return made


def add_involvement(
    *, review: Review, kind: str, values: dict, by, sent_once=None
) -> Involvement:
    """Record an offer to take part. The same form sent twice records one."""
    return _add_once(Involvement, review, values, sent_once, by, kind=kind)


def add_parallel(
    *, review: Review, values: dict, by, sent_once=None
) -> ParallelProcess:
    """Record another process on the same events."""
    return _add_once(ParallelProcess, review, values, sent_once, by)


@transaction.atomic
def change_paper(*, paper, values: dict, version: int, by):
    """Change an offer, a process or an output. Raises StaleVersion where two people
    changed the same."""
    return merge_version(record=paper, values=values, version=version, by=by)


@transaction.atomic
def output_done(*, review: Review, output: str, values: dict, by) -> OutputDone:
    """Tick an output off: when, and where it is. Sent twice, it is ticked once."""
    made, _new = OutputDone.objects.get_or_create(
        review=review, output=output, defaults={**values, "by": by}
    )
    return made


@transaction.atomic
def output_undone(*, done: OutputDone, by) -> None:
    """Take a tick back: it was made by mistake."""
    done._history_user = by
    done.delete()
