"""Restricted records leave no trace: pages are the same with them and without."""

import re
from binascii import crc32
from contextlib import contextmanager
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from deaths.models import Panel
from learning.deadlines import dues
from learning.models import Audience
from learning.notices import notices
from learning.services.calendars import create_address
from tests.access.routes import matrix
from tests.access.test_canaries import every_document, text_of
from tests.access.test_matrix import _kwargs
from tests.access.thorough import THOROUGH
from tests.fixtures.hiding import bystanders, hide
from tests.fixtures.people import PERSONAS
from tests.reporting.built import built, words

# Grows by every reading of a file or public page; says what time it is.
NOTED = {"boards:access-records", "boards:public-counts", "styleguide"}
ROWS = {
    name: row
    for name, row in matrix().items()
    if not row.get("post_only") and name not in NOTED
}
OUTSIDE = [*(one for one in PERSONAS if one != "restricted_member"), "expert"]
# One of those who read by the same rules; what all of them owe is compared below.
READERS = ["officer", "chair", "lead", "expert"]
READERS += ["member", "practitioner"] if THOROUGH else []
# Those asked for each facet of their lists too; of the rest the pages.
IN_FULL = {"officer"}
SOUGHT = "canaryrestricted"
ALIKE = "Agencies review plans whenever circumstances change"
# What differs from one answer to the next in any case.
DRAWN = re.compile(
    r'name="(?:csrfmiddlewaretoken|sent_once|page_key|page|seen|pack)" value="[^"]*"'
    r'|"X-CSRFToken": ?"[^"]*"|data-[a-z-]*expires[a-z-]*="\d+"|data-page="[^"]*"'
    r"|Set-Cookie[^\n]*|csrftoken=\w+|[0-9a-f]{32}|\d{10}"
)
OWN_SEARCH = re.compile(r'id="(?!portal-search")[^"]*" name="q"')
OWN_LINK = re.compile(r'href="([^"]*\?[^"]*)"')


@pytest.fixture
def twin(world):
    """The first board, with what hidden records will point at. Time stands still."""
    side = world.alpha
    bystanders(side)
    assert side.panel_member and side.own_action and side.evidence
    with time_machine.travel(timezone.now(), tick=False):
        yield side


@contextmanager
def hidden(side):
    """Inside: with everything a restricted group may own. After: nothing of it."""
    with transaction.atomic():
        hide(side)
        yield
        transaction.set_rollback(True)
    remove(side)


def remove(side):
    """Take away what the world itself holds of it, as if it had never been."""
    for record in (side.restricted_action, side.restricted_plan):
        record.delete()
    side.restricted_source.suicide_analyses.all().delete()
    side.restricted_source.dissemination_plans.all().delete()
    side.restricted_source.learning_summaries.all().delete()
    side.restricted_source.delete()
    for audience in Audience.objects.filter(audience_group=side.restricted_group.key):
        audience.plan_lines.all().delete()
        audience.delete()
    for panel in Panel.objects.filter(group=side.restricted_group):
        panel.delete()
    for seat in side.restricted_group.seats.all():
        seat.holdings.all().delete()
        seat.delete()
    side.restricted_group.delete()


def addresses(client, side, *, short=False) -> list[tuple[str, str]]:
    """Every page; of each list also its search, facets, orders and exports."""
    found = []
    for name, row in ROWS.items():
        path = reverse(name, kwargs=_kwargs(row, side))
        text = "" if short else text_of(client.get(path))
        found += [(name, path + one) for one in ["", *_queries(path, text)]]
    return found


def _queries(path, text) -> list[str]:
    """Queries the page links to itself with, one for each set of names in them."""
    own = (urlsplit(unescape(one)) for one in OWN_LINK.findall(text))
    asked = {one.query for one in own if one.path in ("", path)}
    kinds = {tuple(key for key, _value in parse_qsl(one)): one for one in sorted(asked)}
    sought = [f"q={SOUGHT}"] if OWN_SEARCH.search(text) else []
    return [f"?{one}" for one in [*kinds.values(), *sought]]


def pages(client, side, asked):
    said = {(name, path): _said(client.get(path, follow=False)) for name, path in asked}
    alike = reverse("learning:alike", args=[side.board.slug])
    said["learning:alike", ""] = _said(client.post(alike, {"text": ALIKE}))
    return said


def _said(response):
    return response.status_code, DRAWN.sub("", text_of(response))


@pytest.mark.parametrize("who", [*READERS, "anonymous"])
def test_pages_are_the_same_without_them(who, twin, client_for):
    client = client_for(getattr(twin, who, None))
    # Fixtures are made, and once-only words are said.
    asked = addresses(client, twin, short=who not in IN_FULL)
    asked = [one for one in asked if who == "anonymous" or is_turn_of(who, one)]
    with hidden(twin):
        with_them = pages(client, twin, asked)
    without = pages(client, twin, asked)
    differing = [
        (page, sorted(_lines(with_them[page]) ^ _lines(without[page]))[:6])
        for page in without
        if with_them[page] != without[page]
    ]
    assert differing == []


def is_turn_of(who, asked) -> bool:
    """The officer is asked every page; of the others each a part of them, all of
    them every page together, and each every page when thorough."""
    others = [one for one in READERS if one not in IN_FULL]
    if THOROUGH or who in IN_FULL:
        return True
    return crc32(asked[0].encode()) % len(others) == others.index(who)


def _lines(said):
    status, text = said
    return {str(status), *text.splitlines()}


@pytest.mark.parametrize("who", ["officer", *(["lead", "chair"] if THOROUGH else [])])
def test_documents_are_the_same_without_them(who, twin):
    user = getattr(twin, who)
    _documents(twin, user)
    with hidden(twin):
        with_them = _documents(twin, user)
    without = _documents(twin, user)
    assert with_them == without
    assert any(without.values())


def _documents(side, user):
    said = {}
    for kind, reference in every_document(side):
        try:
            document = built(side, user, kind, reference)
        except (Http404, PermissionDenied):
            said[kind, reference] = ""
            continue
        text = f"{document.title} {words(document)}"
        said[kind, reference] = re.sub(r"(?i)\bversion \d+", "", text)
    return said


@pytest.mark.parametrize("who", OUTSIDE)
def test_nothing_falls_due_of_them(who, twin, client_for):
    """Your work, calendar and digests come from the same registry."""
    user, client = getattr(twin, who), client_for(None)
    feed = reverse("calendar-feed", args=[create_address(by=user)])
    with hidden(twin):
        with_them = _owed(user), _said(client.get(feed))
    assert with_them == (_owed(user), _said(client.get(feed)))


def _owed(user):
    today = timezone.localdate()
    days = [today + timedelta(ahead) for ahead in range(-3, 15)]
    told = [one for day in days for one in notices(day) if one.due.user_id == user.pk]
    return sorted(map(repr, [*dues(today, user=user), *told]))


SHOWN_INSIDE = [
    "reviews:reviews",
    "actionplans:composite",
    "actionplans:plans",
    "actionplans:meetings",
    "learning:sources",
    "learning:all-findings",
    "learning:recommendations",
    "dissemination:briefings",
    "your-work",
]


def test_the_net_would_catch_a_trace(twin, client_for):
    """To the group's own chair each of these pages does show them."""
    client = client_for(twin.restricted_member)
    asked = [(name, reverse(name, kwargs=_kwargs(ROWS[name], twin)))
             for name in SHOWN_INSIDE]  # fmt: skip
    pages(client, twin, asked)
    with hidden(twin):
        with_them = pages(client, twin, asked)
    without = pages(client, twin, asked)
    assert [page for page in asked if with_them[page] == without[page]] == []
