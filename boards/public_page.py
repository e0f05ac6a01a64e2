"""What every public page shares: its guard, its frame, and what is counted of it."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards import public
from boards.public_words import asked_language
from boards.structure import published_board


def public_page(view):
    """Anybody may open it, where the board shows itself to the public; else 404.

    The view gets the board itself. Its address stands below /<board>/public/: there
    the middleware puts away whatever says who reads.
    """

    @login_not_required
    @require_safe
    @wraps(view)
    def opened(request, board, **kwargs):
        request.public_board = published_board(board)
        return view(request, request.public_board, **kwargs)

    opened.is_public = True
    return opened


def show(request, template, *, here, bilingual=False, counted=True, **context):
    """A page of the section `here`. `bilingual`: it can be read in Welsh too."""
    board = request.public_board
    if counted:
        request.public_section = here
    language = asked_language(request)
    frame = {
        "board": board,
        "sections": public.links(board, here),
        "language": language,
        "bilingual": bilingual,
    }
    return render(request, template, frame | context)
