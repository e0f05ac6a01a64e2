"""Findings, links and thread of a review stand in the review's own navigation."""

from django.urls import reverse
from django.utils.translation import gettext as _

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
    up = reverse("reviews:reviews", args=[source.board.slug])
    return Frame(pages[0]["url"], pages, up, _("Reviews"))


add_frame(review_frame)
