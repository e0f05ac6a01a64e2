"""Keeps the papers of a review by section; what is removed stays in the record."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from learning.services.documents import keep_uploads
from reviews.models import Review, ReviewDocument

LONGEST_TITLE = 200  # characters


@transaction.atomic
def add_papers(
    *, review: Review, section: str, files, by, title: str = ""
) -> list[ReviewDocument]:
    """Keep files of one section, all or none. A single file takes the title.

    Raises ValidationError by field `files`, naming each file that is refused.
    """
    try:
        kept = keep_uploads(board=review.board, agency=None, files=files, by=by)
    except ValidationError as problem:
        raise ValidationError({"files": problem.messages}) from problem
    return [_add(review, section, title, one, len(kept), by) for one in kept]


def _add(review, section, title, document, number, by) -> ReviewDocument:
    own = title if title and number == 1 else document.original_name
    paper = ReviewDocument(
        review=review,
        section=section,
        title=own[:LONGEST_TITLE],
        document=document,
        added_by=by,
    )
    paper._history_user = by
    paper.save()
    return paper


@transaction.atomic
def remove_paper(*, paper: ReviewDocument, by) -> ReviewDocument:
    """Take a paper off the list; that it was there stays on record."""
    if paper.removed_on is None:
        paper.removed_on = timezone.localdate()
        paper._history_user = by
        paper.save()
    return paper
