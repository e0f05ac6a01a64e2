"""Fetching a review for a page: to read, to work on, to run."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from boards.access import get_visible_or_404, require
from boards.roles import Permission
from reviews.models import Review
from reviews.parts import parts_of
from reviews.rules import may_run, require_write, works_on


def review_or_404(request, reference) -> Review:
    """A review this person may know of."""
    rows = Review.objects.visible_to(request.user).select_related(
        "board", "source", "source__board", "source__lead_group"
    )
    return get_visible_or_404(
        rows, request.user, board=request.board, source__reference=reference
    )


def working_review_or_404(request, reference) -> Review:
    """A review whose working papers this person may read."""
    found = review_or_404(request, reference)
    if not works_on(request.user, found):
        raise Http404
    found.asked_works = True  # so that the page's frame need not ask again
    return found


def review_to_write(request, reference) -> Review:
    """A review this person writes in: 404 outside, 403 without the right."""
    found = working_review_or_404(request, reference)
    require_write(request.user, found)
    return found


def review_to_manage(request, reference) -> Review:
    """A review this person runs: 404 outside, 403 without the right."""
    found = working_review_or_404(request, reference)
    require(request.user, Permission.MANAGE_REVIEW, found)
    return found


def review_to_run(request, reference) -> Review:
    """A review this person runs, or that its agency filed: 404 outside, 403 without."""
    found = working_review_or_404(request, reference)
    if not may_run(request.user, found):
        raise PermissionDenied(Permission.MANAGE_REVIEW.value)
    return found


def frame(request, review, here: str) -> dict:
    """What every page of a review shows: the review and its navigation."""
    works = getattr(review, "asked_works", False) or works_on(request.user, review)
    return {
        "review": review,
        "works": works,
        "parts": parts_of(review, works, here),
    }
