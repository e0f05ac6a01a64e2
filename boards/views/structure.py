"""The published structure of a board. Public."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boards.structure import chart, published_board, published_groups


@login_not_required
@require_GET
def structure(request, board):
    """The board's open groups as a list and as a drawing; members see functions too."""
    on_it = getattr(request, "board", None)
    found = on_it or published_board(board)
    groups = published_groups(found)
    context = {
        "board": found,
        "chart": chart(groups, found),
        "with_functions": bool(on_it),
    }
    return render(request, "boards/structure.html", context)


structure.is_public = True
