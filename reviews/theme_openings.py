"""Opening the thematic forum or review that a theme led to (CTM-49)."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from boards.choices import AreaOfWork
from frameworks.vocabulary import LegalType
from learning.choices import ThemeResponseKind
from learning.process import said
from learning.theme_guards import response_to_open
from learning.theme_openings import Opening, add_opening
from reviews.type_groups import says_why_chosen, types_to_open

THEMATIC = {LegalType.PRACTITIONER_FORUM_THEMATIC, LegalType.THEMATIC_REVIEW}
ASKED = "for_theme"  # the response's number, in the address of the form


def to_open(user, response) -> list[Opening]:
    """The board's thematic forum or reviews; where its framework has none, what it
    reviews by its own choice."""
    kinds = types_to_open(response.board, user, timezone.localdate())
    thematic = [kind for kind in kinds if kind.legal_type in THEMATIC]
    found = thematic or [kind for kind in kinds if says_why_chosen(kind)]
    return [Opening(said(kind.name), _address(response, kind)) for kind in found]


def _address(response, kind) -> str:
    page = reverse("reviews:review-open-details", args=[response.board.slug, kind.key])
    return f"{page}?{urlencode({ASKED: response.pk})}"


def asked_response(request):
    """The response a review is opened for, or None."""
    asked = request.GET.get(ASKED, "")
    found = response_to_open(request.user, request.board, asked)
    forum = ThemeResponseKind.THEMATIC_FORUM
    return found if found and found.kind == forum else None


def begun_with(response) -> dict:
    """What the form of a review begins with."""
    if response is None:
        return {}
    return {
        "title": response.theme.name,
        "summary": response.reason,
        "reason_chosen": response.reason,
        "strand": AreaOfWork.BOTH,
    }


add_opening(to_open)
