"""What anybody may read of a board's reviews: approved, screened, not taken down."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.public import Item, add_section
from reviews.models import Publication, PublishedResponse


def published_reviews(board):
    """Live publications of one board, the latest first. Never of a restricted group."""
    group = "review__source__lead_group"
    unrestricted = Q(**{f"{group}__isnull": True}) | Q(
        **{f"{group}__restricted": False}
    )
    rows = Publication.objects.live().filter(unrestricted, review__board=board)
    return rows.select_related("review__source", "review__board").order_by(
        "-live_from", "-pk"
    )


def published_review(board, reference: str) -> Publication:
    """One live publication of a board; Http404 otherwise. Anybody may ask."""
    found = published_reviews(board).filter(review__source__reference=reference).first()
    if found is None:
        raise Http404
    return found


def items(board) -> list[Item]:
    """Published reviews as the public site lists them."""
    return [_item(row) for row in published_reviews(board)]


def search(board, asked) -> list[Item]:
    """Published reviews with the words in report, response or answers."""
    rows = published_reviews(board).annotate(answers=_answers())
    english = ("title", "text", "response", "answers")
    found = asked.find(rows, english=english)
    return [_item(row, f"{row.text} {row.response} {row.answers}") for row in found]


def _answers():
    """The words of all answers of a publication in one text."""
    said = Concat(*_spaced("asked", "reason", "actions"), output_field=TextField())
    rows = PublishedResponse.objects.filter(publication=OuterRef("pk"))
    rows = rows.order_by().values("publication").annotate(
        said=StringAgg(said, Value(" "), order_by="order")
    )  # fmt: skip
    said_in_all = Subquery(rows.values("said"))
    return Coalesce(said_in_all, Value(""), output_field=TextField())


def _spaced(*names):
    return [part for name in names for part in (F(name), Value(" "))]


def _item(row, words="") -> Item:
    where = [row.review.board.slug, row.review.reference]
    return Item(
        row.title,
        reverse("reviews:published-one", args=where),
        row.live_from,
        words=words,
        rank=getattr(row, "rank", 0.0),
        source=row.review.source_id,
    )


add_section(
    "reviews",
    _("Reviews"),
    "reviews:published",
    items,
    search,
    about=_("What the board learnt from reviews, and how it answers them."),
    inside="reviews:reviews",
    order=10,
)
