"""What anybody may read of a board's briefings: opened, checked, not past its day."""

from django.http import Http404

from boards.structure import published_board
from dissemination.models import Briefing


def published_briefings(board):
    """Briefings open to the public today, the latest first."""
    rows = Briefing.objects.public().filter(board=board)
    return rows.select_related("board").order_by("-opened_at", "-pk")


def published_briefing(slug: str, reference: str):
    """The board and one open briefing; Http404 otherwise. Anybody may ask."""
    board = published_board(slug)
    found = published_briefings(board).filter(reference=reference).first()
    if found is None:
        raise Http404
    return board, found
