"""The feed of a board: only what is public now, absolute links, no cookie."""

import datetime
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from dissemination.services.briefings import withdraw_briefing


@pytest.fixture
def side(world):
    return world.alpha


def titles(page) -> list[str]:
    root = ElementTree.fromstring(page.content)
    return [item.findtext("title") for item in root.iter("item")]


def address(side):
    return reverse("dissemination:feed", args=[side.board.slug])


@pytest.mark.requirement("CTM-42")
def test_open_briefings_and_published_reviews_are_in_the_feed(
    side, client_for, settings
):
    settings.SITE_ADDRESS = "https://portal.example.org"
    assert side.open_briefing and side.shared_briefing and side.briefing
    assert side.published_review and side.decided_review and side.restricted_briefing
    page = client_for(None).get(address(side))
    assert page.headers["Content-Type"].startswith("application/rss+xml")
    assert not page.cookies
    found = titles(page)
    assert "Learning for everybody" in found and len(found) == 2
    root = ElementTree.fromstring(page.content)
    links = [item.findtext("link") for item in root.iter("item")]
    assert all(link.startswith("https://portal.example.org/alpha/") for link in links)
    for link in links:
        path = link.removeprefix("https://portal.example.org")
        assert client_for(None).get(path).status_code == 200


def test_what_is_withdrawn_or_over_is_gone(side, client_for):
    found = side.open_briefing
    assert titles(client_for(None).get(address(side)))
    withdraw_briefing(briefing=found, by=side.officer)
    assert titles(client_for(None).get(address(side))) == []
    found.state, found.withdrawn_at, found.withdrawn_by = "public", None, None
    found.public_until = timezone.localdate() - datetime.timedelta(days=1)
    found.save()
    assert titles(client_for(None).get(address(side))) == []
