"""Published reviews among what a board has opened to the public."""

import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.feeds import PublicItem, add_public
from reviews.published import published_reviews


def published(board):
    """Every live publication, by its title for the public. One query."""
    for row in published_reviews(board):
        day = datetime.datetime.combine(row.live_from, datetime.time())
        yield PublicItem(
            key=f"reviews.publication:{row.pk}",
            kind=_("Published review"),
            title=row.title or _("Published review"),
            url=reverse(
                "reviews:published-one", args=[board.slug, row.review.reference]
            ),
            on=timezone.make_aware(day),
            source_id=row.pk,
        )


add_public(published)
