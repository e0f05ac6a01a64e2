"""Public pages are the same for everybody: they know nothing of who reads them."""

import logging
import re

from django.db import DatabaseError
from django.utils.cache import (
    add_never_cache_headers,
    get_conditional_response,
    set_response_etag,
)

from boards.services.public_site import count_view

log = logging.getLogger(__name__)
BELOW = re.compile(r"^/[-\w]+/public/(.*)$")
# What says who reads: put away before anything else sees it.
TELLTALES = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_ACCEPT_LANGUAGE")
# Asked anew each time, so that what is withdrawn is gone at once; what has not
# changed is not sent again.
CACHED = "public, max-age=0, must-revalidate"
ROBOT = re.compile(
    r"bot\b|crawl|spider|slurp|archiver|externalhit|preview|monitor|curl/|wget/"
    r"|python-|feedfetcher",
    re.IGNORECASE,
)


class PublicPagesMiddleware:
    """Stands before sessions: below /<board>/public/ nobody is signed in, no cookie
    is read or set, and each opening of a page adds one to its count of the day."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        below = BELOW.match(request.path_info)
        if below is None:
            return self.get_response(request)
        request.is_public_page = True
        for name in TELLTALES:
            request.META.pop(name, None)
        response = self.get_response(request)
        response.cookies.clear()
        del response.headers["Vary"]
        if response.status_code != 200:
            add_never_cache_headers(response)
            return response
        count(request, below[1])
        return self._cacheable(request, response)

    def _cacheable(self, request, response):
        response.headers["Cache-Control"] = CACHED
        set_response_etag(response)
        etag = response.headers.get("ETag")
        return get_conditional_response(request, etag=etag, response=response)


def count(request, page: str) -> None:
    """Count one opening, unless a robot says that it is one or it is only fetched
    in case somebody opens it. The page is shown even where counting fails."""
    section = getattr(request, "public_section", "")
    ahead = "prefetch" in request.META.get("HTTP_SEC_PURPOSE", "")
    agent = request.META.get("HTTP_USER_AGENT", "")
    if request.method != "GET" or not section or ahead or ROBOT.search(agent):
        return
    try:
        count_view(board=request.public_board, section=section, page=page)
    except DatabaseError:
        log.exception("A public page was not counted")
