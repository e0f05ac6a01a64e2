"""No page carries words of a scope its reader is outside of."""

import pytest
from django.urls import reverse

from tests.access.routes import matrix
from tests.access.test_matrix import EVERYONE, _kwargs, _person
from tests.fixtures.people import canary

ROWS = matrix()
INSIDE = {
    "restricted": {"restricted_member"},
    "draft": {"lead", "executive", "contributor"},
    "received": {"other_lead", "officer", "chair"},
}


def forbidden_words(who):
    """Canaries that must not reach this person."""
    words = [canary("beta", scope) for scope in ("board", *INSIDE)]
    if who == "stranger":
        words = []
    own = [canary("alpha", scope) for scope, ok in INSIDE.items() if who not in ok]
    if who in {"stranger", "anonymous"}:
        own.append(canary("alpha", "board"))
    return words + own


@pytest.mark.parametrize("who", EVERYONE)
def test_pages_carry_no_foreign_words(who, world, client_for):
    client, words = client_for(_person(world, who)), forbidden_words(who)
    leaks = [
        (name, word)
        for name, row in ROWS.items()
        if not row.get("post_only")
        for word in _found(client, name, row, world.alpha, words)
    ]
    assert leaks == []


def _found(client, name, row, side, words):
    response = client.get(reverse(name, kwargs=_kwargs(row, side)))
    body = b"".join(response) if response.streaming else response.content
    text = body.decode("utf-8", "replace") + str(response.headers)
    return [word for word in words if word in text]


def test_the_net_would_catch_a_leak(world, client_for):
    """The words are really on the pages of those who may read them."""
    page = client_for(world.alpha.restricted_member).get(
        reverse("learning:sources", args=["alpha"])
    )
    assert canary("alpha", "restricted") in page.content.decode()
