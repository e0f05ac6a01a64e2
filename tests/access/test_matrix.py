"""Every route x every kind of person, against the matrix a manager can read."""

from binascii import crc32
from functools import reduce

import pytest
from django.db import transaction
from django.urls import reverse

from tests.access.routes import matrix, routes
from tests.access.thorough import THOROUGH
from tests.fixtures.people import PERSONAS

EVERYONE = [*PERSONAS, "stranger", "anonymous"]
ROWS = matrix()


def test_every_route_has_a_matrix_row():
    assert sorted(set(routes()) - set(ROWS)) == []


def test_every_matrix_row_is_a_route():
    assert sorted(set(ROWS) - set(routes())) == []


def _get_row(row):
    if row.get("post_only"):
        return None
    return {key: row[key] for key in row if key in {*EVERYONE, "everyone"}} or None


def _said(name, method):
    """What the matrix says of a route and a method, if anything."""
    row = ROWS[name]
    return row.get("post") if method == "post" else _get_row(row)


# Each route is asked as each of these, and as two of the others in turn; as all of
# them when thorough: they read and write by the same rules as one of these.
ALWAYS = {"officer", "chair", "lead", "restricted_member", "stranger", "anonymous"}


def turn_of(who, names) -> list:
    """The routes this person asks for."""
    others = [one for one in EVERYONE if one not in ALWAYS]
    if THOROUGH or who in ALWAYS:
        return list(names)
    place, many = others.index(who), len(others)
    return [
        name
        for name in names
        if crc32(name.encode()) % many in {place, (place + 1) % many}
    ]


SENT = {name: said for name in sorted(ROWS) if (said := _said(name, "post"))}


@pytest.mark.parametrize("who", EVERYONE)
def test_each_person_gets_what_the_matrix_says_of_sending(who, planted, client_for):
    """An empty form sent to every address; what it wrote is undone. Opening pages is
    asked in test_canaries, together with their words."""
    client, got = client_for(_person(planted, who)), {}
    for name in turn_of(who, SENT):
        address = reverse(name, kwargs=_kwargs(ROWS[name], planted.alpha))
        with transaction.atomic():
            got[name] = client.post(address).status_code
            transaction.set_rollback(True)
    assert got == {name: _expected(SENT[name], who) for name in turn_of(who, SENT)}


def _expected(row, who):
    if who in row:
        return row[who]
    if "everyone" in row and who not in {"stranger", "anonymous"}:
        return row["everyone"]
    return {"stranger": 404, "anonymous": 302}.get(who, 404)


def _kwargs(row, side):
    return {
        key: reduce(getattr, path.split("."), side)
        for key, path in row.get("kwargs", {}).items()
    }


def _person(world, who):
    if who == "anonymous":
        return None
    return world.beta.officer if who == "stranger" else getattr(world.alpha, who)
