"""Whether the demo answers: its pages, its styles and its worker."""

import re
import time
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import urlopen

from lif_portal.celery import app
from lif_portal.local.steps import Failed

PAGES = ["/", "/accounts/login/"]
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+)"')


def wait_for_page(address, check_alive, seconds=60):
    """Wait until the home page answers. Raises Failed when it does not."""
    deadline = time.monotonic() + seconds
    while not _answers(address):
        check_alive()
        if time.monotonic() > deadline:
            raise Failed(f"{address} did not answer within {seconds} seconds")
        time.sleep(0.2)


def _answers(address):
    try:
        fetch(address)
    except HTTPError as error:
        raise Failed(f"{address} says {error.code}: see the web log") from error
    except OSError:  # nobody listens yet
        return False
    return True


def fetch(address):
    """The text of a page, after redirects. Raises HTTPError for an error page."""
    with urlopen(address, timeout=20) as response:
        return response.read().decode(errors="replace")


def answers_in_full(address):
    """Fetch pages, every file they link to, and ask the worker. Raises Failed."""
    linked = set()
    for page in PAGES:
        linked |= set(LINKED.findall(_fetch_or_fail(urljoin(address, page))))
    if not linked:
        raise Failed("The pages link to no styles")
    for path in sorted(linked):
        _fetch_or_fail(urljoin(address, path))
    _wait_for_worker()


def _wait_for_worker(attempts=30):
    """Raises Failed when no worker answers. One still starting misses the question."""
    for _ in range(attempts):
        if app.control.ping(timeout=1, limit=1):
            return
    raise Failed("The worker does not answer: see the worker's log")


def _fetch_or_fail(address):
    try:
        return fetch(address)
    except OSError as error:
        raise Failed(f"{address} does not answer: {error}") from error
