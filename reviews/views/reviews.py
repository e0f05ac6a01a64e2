"""The list of reviews, and one review with where it stands."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from boards.lists import paginate
from learning.models import StageEvent
from learning.process import strip
from reviews.guards import frame, review_or_404
from reviews.models import Review


@require_GET
def reviews(request, board):
    """Reviews this person may know of."""
    found = Review.objects.visible_to(request.user).filter(board=request.board)
    found = found.select_related("source", "source__lead_group")
    return render(request, "reviews/reviews.html", {"page": paginate(request, found)})


@require_GET
def review(request, board, reference):
    """One review: its stages and its timeline."""
    found = review_or_404(request, reference)
    events = StageEvent.objects.visible_to(request.user).filter(source=found.source)
    visited = {event.to_stage for event in events}
    context = {
        **frame(request, found, "reviews:review"),
        "events": events.select_related("by"),
        "strip": strip(found.source, visited),
    }
    return render(request, "reviews/review.html", context)
