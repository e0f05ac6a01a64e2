"""Findings, links and thread of a review stand in the review's own navigation."""

from learning.models import LearningSource
from learning.source_pages import Frame, add_frame
from reviews.models import Review
from reviews.parts import parts_of


def review_frame(user, source, here) -> Frame | None:
    """The review's pages around a page of its source; None for another source."""
    if not source.review_type:
        return None
    works = LearningSource.objects.worked_on_by(user).filter(pk=source.pk).exists()
    review = Review(source=source, board=source.board)  # asked for words, not saved
    pages = parts_of(review, works, here)
    return Frame(pages[0]["url"], pages)


add_frame(review_frame)
