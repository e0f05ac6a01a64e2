"""Published reviews, for anybody: no sign-in, nothing unpublished."""

from boards.lists import paginate
from boards.public_page import public_page, show
from learning.process import review_type_of, said
from reviews.published import published_review, published_reviews


@public_page
def published(request, board):
    """Every review the board has published and not taken down."""
    page = paginate(request, published_reviews(board))
    return show(request, "reviews/published.html", here="reviews", page=page)


@public_page
def published_one(request, board, reference):
    """A report or summary, and the board's response to it."""
    publication = published_review(board, reference)
    kind = review_type_of(publication.review.source)
    return show(
        request,
        "reviews/published_one.html",
        here="reviews",
        publication=publication,
        answers=publication.responses.all(),
        type=said(kind.name) if kind else "",
    )
