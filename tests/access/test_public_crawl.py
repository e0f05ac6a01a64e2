"""A stranger follows every link of a board's public site and reads nothing closed."""

import re
from html import unescape
from urllib.parse import urldefrag, urljoin

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests.access.test_canaries import forbidden_words, text_of
from tests.access.test_no_trace import hidden
from tests.fixtures.hiding import bystanders

LINK = re.compile(r'<(?:a|link)\b[^>]*?\shref="([^"]+)"')
HOME = reverse("boards:public-home", args=["alpha"])
# Left unpublished in every state a record knows.
CLOSED = ["Not yet", "Draft briefing", "Shared briefing", "Withdrawn", "Closed",
          "Not told", "Our position", "Hidden"]  # fmt: skip


def crawl(client) -> dict[str, object]:
    """Every page of the site that can be reached from its home, by its address."""
    asked, found = [HOME], {}
    while asked:
        address = asked.pop()
        if address in found:
            continue
        found[address] = page = client.get(address)
        links = LINK.findall(page.content.decode("utf-8", "replace"))
        asked += [url for link in links if (url := _own(address, unescape(link)))]
    return found


def _own(address, link) -> str:
    url = urldefrag(urljoin(address, link))[0]
    return url if url.startswith("/alpha/") else ""


@pytest.fixture
def site(planted):
    side = planted.alpha
    assert side.open_briefing and side.open_response
    return side


@pytest.mark.requirement("SOL-5", "WOL-5")
def test_a_stranger_reads_all_that_is_open_and_nothing_else(site, client_for):
    pages = crawl(client_for(None))
    assert {url: page.status_code for url, page in pages.items()} == dict.fromkeys(
        pages, 200
    )
    banned = [*forbidden_words("anonymous"), *CLOSED, "canary", "csrfmiddleware"]
    leaks = [
        (url, word)
        for url, page in pages.items()
        for word in banned
        if word in text_of(page)
    ]
    assert leaks == []
    assert [
        url for url, page in pages.items() if "Set-Cookie" in str(page.headers)
    ] == []
    assert [url for url in pages if not url.startswith((HOME, "/alpha/feed/"))] == []
    for reference in (site.published_review.reference, site.open_briefing.reference,
                      site.open_impact.reference):  # fmt: skip
        assert any(reference in url for url in pages)


def test_search_gives_nothing_closed_away(site, client_for):
    client = client_for(None)
    for word in forbidden_words("anonymous"):
        page = client.get(reverse("boards:public-search", args=["alpha"]), {"q": word})
        assert page.context["page"].paginator.count == 0


@pytest.mark.requirement("SOL-5")
def test_the_site_is_the_same_bytes_without_a_hidden_group(world, client_for):
    """With everything a restricted group may own, and after it never was."""
    side, client = world.alpha, client_for(None)
    assert side.published_review and side.open_response and side.open_impact
    assert side.open_briefing
    bystanders(side)
    with time_machine.travel(timezone.now(), tick=False):
        with hidden(side):
            with_it = {url: page.content for url, page in crawl(client).items()}
        without = {url: page.content for url, page in crawl(client).items()}
    assert with_it == without
    assert len(without) > 10
