"""Open briefings, for anybody: no sign-in, nothing unpublished."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boards.lists import paginate
from boards.structure import published_board
from dissemination.briefing_reading import asked_language, boxes_of, title_of
from dissemination.published_briefings import published_briefing, published_briefings


@login_not_required
@require_GET
def public_briefings(request, board):
    """Every briefing the board has opened to the public."""
    found = published_board(board)
    page = paginate(request, published_briefings(found))
    context = {"board": found, "page": page}
    return render(request, "dissemination/briefings_public.html", context)


@login_not_required
@require_GET
def public_briefing(request, board, reference):
    """One open briefing on one page, in English or Welsh."""
    found, briefing = published_briefing(board, reference)
    language = asked_language(request, briefing)
    context = {
        "board": found,
        "briefing": briefing,
        "boxes": boxes_of(briefing, language),
        "title": title_of(briefing, language),
        "language": language,
    }
    return render(request, "dissemination/briefing_public.html", context)


public_briefings.is_public = public_briefing.is_public = True
