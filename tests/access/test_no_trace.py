"""Restricted records leave no trace: pages are the same with them and without."""

import re

import pytest
from django.urls import reverse

from tests import factories as make
from tests.access.routes import matrix
from tests.access.test_matrix import _kwargs
from tests.fixtures.people import LONG_AGO

# Grows by every reading of a file; says what time it is.
NOTED = {"boards:access-records", "styleguide"}
ROWS = {
    name: row
    for name, row in matrix().items()
    if not row.get("post_only") and name not in NOTED
}
# What differs from one answer to the next in any case.
DRAWN = re.compile(
    r'name="(?:csrfmiddlewaretoken|sent_once|page_key|page|seen)" value="[^"]*"'
    r'|"X-CSRFToken": ?"[^"]*"|data-[a-z-]*expires[a-z-]*="\d+"|data-page="[^"]*"'
    r"|Set-Cookie[^\n]*|[0-9a-f]{32}|\d{10}"
)


@pytest.fixture
def hidden(world):
    """Everything a restricted group of the first board may own."""
    side, group = world.alpha, world.alpha.restricted_group
    own = [
        make.SourceTypeFactory(board=side.board, restricted_to=group),
        make.TimetableEntryFactory(board=side.board, given_by=group.key),
        side.restricted_source,
    ]
    group.parent = side.group
    group.save()
    group.functions.create(function="identify", valid_from=LONG_AGO)
    return own


def remove(side, own):
    """Take all of it away, as if it had never been."""
    for record in own:
        record.delete()
    for seat in side.restricted_group.seats.all():
        seat.holdings.all().delete()
        seat.delete()
    side.restricted_group.functions.all().delete()
    side.restricted_group.delete()


def pages(client, side, form):
    addresses = {n: reverse(n, kwargs=_kwargs(row, side)) for n, row in ROWS.items()}
    found = {
        name: client.get(address + form)
        for name, address in addresses.items()
        if form == "" or name.rpartition(":")[2] in LISTS
    }
    return {
        name: (one.status_code, DRAWN.sub("", one.content.decode()))
        for name, one in found.items()
        if not one.streaming and not one.content.startswith(b"PK")
    }


LISTS = {"sources", "learning-table", "agencies", "seats", "rounds", "questionnaires"}


@pytest.mark.parametrize("form", ["", "?as=csv"])
@pytest.mark.parametrize("who", ["officer", "chair", "member", "lead", "practitioner"])
def test_pages_are_the_same_without_them(who, form, world, hidden, client_for):
    side, client = world.alpha, client_for(getattr(world.alpha, who))
    pages(client, side, form)  # fixtures are made, once-only words are said
    with_them = pages(client, side, form)
    remove(side, hidden)
    without = pages(client, side, form)
    differing = [
        (name, sorted(_lines(with_them, name) ^ _lines(without, name))[:4])
        for name in with_them
        if with_them[name] != without[name]
    ]
    assert differing == []


def _lines(pages, name):
    status, text = pages[name]
    return {str(status), *text.splitlines()}
