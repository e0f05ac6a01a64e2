"""The board's types of review, and what the law and the board say of each."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from boards.one_record import only_reviews
from learning.filters import Strands
from reviews import types as reading


@require_GET
def review_types(request, board):
    """Every type of review the board may hold, by kind."""
    _require_reader(request)
    strands = Strands(request)
    found = reading.open_types(request.board, request.user)
    today = timezone.localdate()
    context = {
        "strands": strands,
        "groups": reading.grouped(found, today, strands.chosen),
    }
    return render(request, "reviews/types.html", context)


@require_GET
def review_type(request, board, key):
    """One type: its law, criteria, stages, limits and what comes out of it."""
    _require_reader(request)
    found = reading.open_types(request.board, request.user)
    kind = next((each for each in found if each.key == key), None)
    if kind is None:
        raise Http404
    today = timezone.localdate()
    context = reading.page(request.board, request.user, kind, today)
    return render(request, "reviews/type.html", context)


def _require_reader(request) -> None:
    """Somebody named to one review only reads that review."""
    if only_reviews(request.user, request.board):
        raise Http404
