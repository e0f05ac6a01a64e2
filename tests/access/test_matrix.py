"""Every route x every kind of person, against the matrix a manager can read."""

from functools import reduce

import pytest
from django.urls import reverse

from tests.access.routes import matrix, routes
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


CASES = [(n, m) for n in sorted(ROWS) for m in ("get", "post") if _said(n, m)]


@pytest.mark.parametrize(("name", "method"), CASES)
def test_each_person_gets_what_the_matrix_says(name, method, world, client_for):
    row, expected = ROWS[name], _said(name, method)
    address = reverse(name, kwargs=_kwargs(row, world.alpha))
    got = {
        who: _status(client_for(_person(world, who)), method, address)
        for who in EVERYONE
    }
    assert got == {who: _expected(expected, who) for who in EVERYONE}


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


def _status(client, method, address):
    return getattr(client, method)(address).status_code
