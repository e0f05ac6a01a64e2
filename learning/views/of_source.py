"""Fetching a source for its own pages, and what each of those pages shows."""

from boards.access import get_visible_or_404
from boards.one_record import only_reviews
from learning.models import LearningSource
from learning.rules import require_findings
from learning.source_pages import frame_of


def source_or_404(request, reference) -> LearningSource:
    """A source this person may know of."""
    rows = LearningSource.objects.visible_to(request.user)
    rows = rows.select_related("board", "source_type", "lead_group", "owner_agency")
    return get_visible_or_404(
        rows, request.user, board=request.board, reference=reference
    )


def source_to_write(request, reference) -> LearningSource:
    """A source whose findings this person writes: 404 outside, 403 without."""
    found = source_or_404(request, reference)
    require_findings(request.user, found)
    return found


def framed(request, source, here: str) -> dict:
    """The source and the navigation of its pages."""
    return {"source": source, "frame": frame_of(request.user, source, here)}


def opens_themes(request) -> bool:
    """Whether a theme is a link: who only reviews sees its name and no more."""
    return not only_reviews(request.user, request.board)
