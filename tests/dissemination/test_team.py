"""A team without an account says what reached it, by a link that ends (SOL-35)."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from boards.services.invitations import hash_of
from dissemination.models import TeamLink
from dissemination.services.team import AN_HOUR
from tests.days import boxes
from tests.dissemination.passing import at, of_part, text

TODAY = timezone.localdate


@pytest.fixture
def side(world):
    return world.alpha


def said(**values):
    return {
        "team": "Duty team", "reach": "12", "will_change": "We ask at each visit",
        "sent_once": str(uuid.uuid4()), **values,
    }  # fmt: skip


def page_of(side):
    return reverse("team-page", args=[side.open_team_token])


@pytest.mark.requirement("SOL-35")
def test_a_lead_makes_a_link_shown_once_and_a_team_answers(side, client_for):
    client, part = client_for(side.lead), side.agency_part
    day = TODAY() + datetime.timedelta(30)
    words = {"label": "All teams", **boxes("expires_on", day)}
    page = client.post(of_part(part, "team-link-new"), words)
    shown = text(client.get(page.url))
    link = part.team_links.get()
    token = shown.split("/team/")[1].split("/")[0]
    assert hash_of(token) == link.token_hash and token not in str(link.__dict__)
    assert token not in text(client.get(page.url))
    team = client_for(None)
    read = text(team.get(reverse("team-page", args=[token])))
    assert "Children are seen alone" in read
    words = said()
    for _twice in range(2):
        page = team.post(reverse("team-page", args=[token]), words)
        assert page.url.endswith("?sent=1")
    [row] = link.acknowledgements.all()
    assert (row.team, row.reach) == ("Duty team", 12)
    read = client_for(side.officer).get(part.get_absolute_url())
    assert "We ask at each visit" in text(read)


@pytest.mark.parametrize("ahead", [-1, 91])
def test_a_link_lasts_ninety_days_at_most(ahead, side, client_for):
    day = TODAY() + datetime.timedelta(ahead)
    words = {"label": "All teams", **boxes("expires_on", day)}
    page = client_for(side.lead).post(of_part(side.agency_part, "team-link-new"), words)
    assert "90 days" in text(page) and "All teams" in text(page)
    assert not side.agency_part.team_links.exists()


def test_unknown_ended_and_closed_links_look_alike(side, client_for):
    client = client_for(None)
    unknown = client.get(reverse("team-page", args=["nobody-knows"]))
    address = page_of(side)
    TeamLink.objects.update(expires_on=TODAY() - datetime.timedelta(1))
    ended = client.get(address)
    TeamLink.objects.update(expires_on=TODAY())
    link = side.team_link
    client_for(side.lead).post(of_part(link.part, "team-link-close", link.pk))
    closed = client.post(address, said())
    TeamLink.objects.update(closed_at=None)
    assert client.get(address).status_code == 200
    client_for(side.officer).post(at(side.learning_request, "request-close"))
    over = client.get(address)
    assert {page.status_code for page in (unknown, ended, closed, over)} == {404}
    assert len({text(page) for page in (unknown, ended, closed, over)}) == 1


def test_the_page_is_kept_by_nobody_and_sets_no_cookie_but_for_forms(side, client_for):
    page = client_for(None).get(page_of(side))
    assert set(page.cookies) <= {"csrftoken"}
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_words_stay_and_nobody_is_named(side, client_for):
    page = client_for(None).post(
        page_of(side), said(reach="many", will_change="Ring 07700 900123")
    )
    assert page.status_code == 200 and "Ring 07700 900123" in text(page)
    page = client_for(None).post(page_of(side), said(will_change="Ring 07700 900123"))
    assert "This could identify somebody" in text(page)
    assert side.team_link.acknowledgements.count() == 1


def test_a_briefing_not_shared_is_not_on_the_page(side, client_for):
    asked = side.learning_request
    asked.briefing = side.briefing
    asked.save()
    assert side.briefing.title not in text(client_for(None).get(page_of(side)))
    asked.briefing = side.shared_briefing
    asked.save()
    assert side.shared_briefing.title in text(client_for(None).get(page_of(side)))


def test_a_flood_is_refused(side, client_for):
    client, address = client_for(None), page_of(side)
    for _n in range(AN_HOUR - 1):
        side.team_link.acknowledgements.create(team="T", reach=1, will_change="C")
    page = client.post(address, said())
    assert "Send yours again in an hour" in text(page)
    assert "We ask at each visit" in text(page)
    assert side.team_link.acknowledgements.count() == AN_HOUR
