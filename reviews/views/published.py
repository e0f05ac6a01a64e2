"""Published reviews, for anybody: no sign-in, nothing unpublished."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boards.lists import paginate
from boards.structure import published_board
from learning.process import review_type_of, said
from reviews.published import published_review, published_reviews


@login_not_required
@require_GET
def published(request, board):
    """Every review the board has published and not taken down."""
    found = published_board(board)
    page = paginate(request, published_reviews(found))
    return render(request, "reviews/published.html", {"board": found, "page": page})


@login_not_required
@require_GET
def published_one(request, board, reference):
    """A report or summary, and the board's response to it."""
    found, publication = published_review(board, reference)
    kind = review_type_of(publication.review.source)
    context = {
        "board": found,
        "publication": publication,
        "type": said(kind.name) if kind else "",
    }
    return render(request, "reviews/published_one.html", context)


published.is_public = published_one.is_public = True
