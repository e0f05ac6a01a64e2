"""What every page frame shows."""

from django.conf import settings

from boards.models import Board
from boards.navigation import navigation_for
from boards.one_record import only_reviews
from boards.sessions import expires_at


def page_frame(request):
    """Board, boards to switch to, navigation and session limits."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"board": None, "my_boards": [], "navigation": [], "demo": settings.DEMO}
    board = getattr(request, "board", None)
    my_boards = getattr(request, "my_boards", None)
    if my_boards is None:
        my_boards = list(Board.objects.visible_to(user))
    if board is None and len(my_boards) == 1:
        board = my_boards[0]
    return {
        "board": board,
        "my_boards": my_boards,
        "only_reviews": board and only_reviews(user, board),
        "navigation": navigation_for(request, board),
        "session_idle_seconds": settings.SESSION_IDLE_SECONDS,
        "session_warning_seconds": settings.SESSION_WARNING_SECONDS,
        "session_expires_at": expires_at(request.session),
        "demo": settings.DEMO,
    }
