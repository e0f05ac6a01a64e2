"""What anybody may read of a board's reviews: approved, screened, not taken down."""

from django.db.models import Q
from django.http import Http404

from boards.structure import published_board
from reviews.models import Publication


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


def published_review(slug: str, reference: str):
    """The board and one live publication; Http404 otherwise. Anybody may ask."""
    board = published_board(slug)
    found = published_reviews(board).filter(review__source__reference=reference).first()
    if found is None:
        raise Http404
    return board, found
