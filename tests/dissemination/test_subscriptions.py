"""What a person wants to hear, and leaving without signing in."""

import pytest
from django.urls import reverse

from dissemination.models import Subscription


@pytest.fixture
def side(world):
    return world.alpha


def address(side):
    return reverse("dissemination:subscription", args=[side.board.slug])


def test_each_person_chooses_for_themselves(side, client_for):
    client = client_for(side.member)
    assert side.theme and side.other_theme
    page = client.post(address(side), {"wants": "themes"})
    assert "There is a problem" in page.content.decode()
    client.post(address(side), {"wants": "themes", "themes": [side.theme.pk]})
    [row] = Subscription.objects.all()
    assert (row.user, row.wants, list(row.themes.all())) == (
        side.member, "themes", [side.theme],
    )  # fmt: skip
    page = client.get(reverse("subscriptions")).content.decode()
    assert "Only those on my themes: Handover" in page
    client.post(address(side), {"wants": "all", "themes": [side.theme.pk]})
    row.refresh_from_db()
    assert (row.wants, row.themes.count()) == ("all", 0)


def test_a_get_changes_nothing_one_post_leaves_and_no_cookie_is_needed(
    side, client_for
):
    client = client_for(None)
    client.handler.enforce_csrf_checks = True
    way = reverse("unsubscribe", args=[side.way_out])
    page = client.get(way)
    assert page.status_code == 200 and not Subscription.objects.exists()
    assert not page.cookies and "no-store" in page.headers["Cache-Control"]
    for _twice in range(2):
        page = client.post(way, {"List-Unsubscribe": "One-Click"})
        assert page.status_code == 302
    [row] = Subscription.objects.all()
    assert (row.user, row.board, row.wants) == (side.member, side.board, "none")
    assert "You get no more bulletins" in client.get(page.url).content.decode()


@pytest.mark.parametrize("token", ["nobody", "WzEsMV0:1abc:forged", "a:b:c"])
def test_a_forged_address_opens_nothing(token, world, client_for):
    for method in ("get", "post"):
        page = getattr(client_for(None), method)(reverse("unsubscribe", args=[token]))
        assert page.status_code == 404
    assert not Subscription.objects.exists()


def test_themes_of_another_board_cannot_be_chosen(side, world, client_for):
    data = {"wants": "themes", "themes": [world.beta.theme.pk]}
    client_for(side.member).post(address(side), data)
    assert not Subscription.objects.exists()
