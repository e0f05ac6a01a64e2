"""Words typed into a page of a review: kept while they are typed, or forgotten."""

import re

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, JsonResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reviews.guards import review_to_write
from reviews.services.unsaved import forget_words, keep_words
from reviews.views.work import address, gone_to

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


@login_not_required  # asked below: a page in the middle of typing must be told
@require_POST
def unsaved_words(request, board, reference, page):
    """Keep the fields of a page as they stand; answers in a few words of JSON."""
    if not request.user.is_authenticated:
        return signed_out(request)
    found = review_to_write(request, reference)
    page_behind(page)
    kept = keep_words(review=found, page=page, posted=request.POST, by=request.user)
    return kept_at(kept)


def signed_out(request) -> JsonResponse:
    """Tell a page in the middle of typing where to sign in again."""
    url = redirect_to_login(request.headers.get("referer", "/")).url
    answer = {"state": "signed-out", "url": url, "kept": False}
    return JsonResponse(answer, status=401)


def kept_at(kept) -> JsonResponse:
    """Tell a page when its words were kept."""
    at = time_format(timezone.localtime(kept.at), "H:i")
    return JsonResponse({"state": "draft", "time": at})


@require_POST
def unsaved_words_forget(request, board, reference, page):
    """Drop one's own unsaved words, on purpose."""
    found = review_to_write(request, reference)
    back = address(found, page_behind(page))
    forget_words(review=found, page=page, by=request.user)
    return gone_to(request, back, _("The words you had not saved are gone."))
