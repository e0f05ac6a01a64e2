"""What the public reads of a review, on the golden thread."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from learning.thread import Asked, Node, add_branch, key_of
from reviews.published import published_reviews


def published_page(asked: Asked):
    """The page anybody may open, by its title, while it stands."""
    if asked.source is None:
        return
    rows = published_reviews(asked.board).filter(review__source=asked.source)
    for row in rows:
        where = [row.review.board.slug, row.review.reference]
        yield Node(
            key_of(row),
            _("Published"),
            str(row),
            reverse("reviews:published-one", args=where),
            facts=[(_("Published on"), date_format(row.live_from))],
            under=(key_of(row.review.source),),
        )


add_branch(published_page)
