"""Words typed into a page of a review: kept while they are typed, or forgotten."""

import re

from django.http import Http404
from django.views.decorators.http import require_POST

from boards.services.unsaved import forget_typed, keep_typed
from boards.views.unsaved import forgotten, keeps_typed
from reviews.guards import review_to_write
from reviews.views.work import address

# Each page whose words are kept, and where the person goes back to.
PAGES = {
    "screening": "screening",
    "decision": "decision",
    "scope": "scope",
    "report": "report",
    "principles": "principles",
    "learning-event": "learning-event",
    "practitioner": "involvement",
    "family": "involvement",
    "involvement": "involvement",
    "parallel": "parallel",
    "output": "outputs",
    "publication": "publication",
    "answer": "publication",
}
NAMED = re.compile(r"([a-z-]+?)(?:-\d{1,12})?")


def page_behind(name: str) -> str:
    """The URL name of the page a form belongs to, or Http404."""
    found = NAMED.fullmatch(name)
    if not found or found[1] not in PAGES:
        raise Http404
    return PAGES[found[1]]


@keeps_typed
def unsaved_words(request, board, reference, page):
    """Keep the fields of a page as they stand."""
    found = review_to_write(request, reference)
    page_behind(page)
    return keep_typed(found.unsaved, posted=request.POST, by=request.user, page=page)


@require_POST
def unsaved_words_forget(request, board, reference, page):
    """Drop one's own unsaved words, on purpose."""
    found = review_to_write(request, reference)
    back = address(found, page_behind(page))
    forget_typed(found.unsaved, by=request.user, page=page)
    return forgotten(request, back)
