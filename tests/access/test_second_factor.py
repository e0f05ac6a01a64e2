"""With a password alone nobody reaches content."""

import pytest
from allauth.account.adapter import get_adapter
from django.urls import reverse

from boards.middleware import SecondFactorMiddleware
from lif_portal import settings as shipped
from tests import factories as make
from tests.access.routes import is_public, matrix
from tests.access.test_matrix import _kwargs
from tests.access.thorough import THOROUGH
from tests.fixtures.people import PERSONAS

PUBLIC = {"structure", "calendar-feed"}  # asked without signing in
# Nobody is signed in there, and nothing can be posted.
PUBLIC |= {name.rpartition(":")[2] for name in matrix() if is_public(name)}


@pytest.fixture(autouse=True)
def needed(settings):
    settings.SECOND_FACTOR_ROLES = shipped.SECOND_FACTOR_USUAL.split(",")


# One who runs the board, one of an agency, one with a seat on a closed group.
ASKED = ["officer", "lead", "restricted_member"]
ASKED = [one for one in PERSONAS if one != "practitioner"] if THOROUGH else ASKED


@pytest.mark.parametrize("who", ASKED)
def test_nothing_is_posted_with_a_password_alone(who, world, client_for):
    client, side = client_for(getattr(world.alpha, who)), world.alpha
    open_ones = {
        name
        for name, row in matrix().items()
        if _status(client, name, row, side) != "/accounts/2fa/"
    }
    assert {name.rpartition(":")[2] for name in open_ones} <= {
        *SecondFactorMiddleware.ALLOWED, *PUBLIC
    }  # fmt: skip


def _status(client, name, row, side):
    response = client.post(reverse(name, kwargs=_kwargs(row, side)))
    return response.headers.get("Location", response.status_code)


def test_a_seat_on_a_group_needs_one(world, client_for):
    """A practitioner may sit on a restricted group and read what it learns."""
    side = world.alpha
    seat = make.SeatFactory(group=side.restricted_group, role="member")
    make.SeatHoldingFactory(seat=seat, user=side.practitioner)
    page = client_for(side.practitioner).get(
        reverse("learning:sources", args=["alpha"])
    )
    assert page.headers["Location"] == reverse("mfa_index")


def test_behind_a_proxy_each_person_is_counted_alone(settings, rf):
    """Otherwise ten wrong passwords of one would keep everybody out."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    asked = rf.get("/", headers={"x-forwarded-for": "203.0.113.9, 198.51.100.7"})
    assert get_adapter().get_client_ip(asked) == "198.51.100.7"
