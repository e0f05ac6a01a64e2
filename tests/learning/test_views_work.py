"""Your work, your calendar, and the address a calendar reads it from."""

import datetime
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from audits.models import AgencyReturn
from boards import panels
from boards.models import Agency, Membership
from boards.panels import Panel, add_panel
from learning import deadlines
from learning.deadlines import WORK, Chase, chasing_provider, deadline_provider
from learning.models import CalendarToken, Digest
from tests import factories as make
from tests.learning.owed import morning

DAY = date(2026, 12, 1)


@pytest.fixture
def today(world):
    """A Tuesday in December; the world was made before."""
    with time_machine.travel(morning(DAY), tick=False):
        yield DAY


@pytest.fixture
def as_lead(world, today, client_for):
    return client_for(world.alpha.lead)


def page_of(client, name="your-work"):
    return client.get(reverse(name)).content.decode()


def in_order(page, *words):
    places = [page.index(word) for word in words]
    return places == sorted(places)


def test_work_stands_in_the_order_to_do_it(world, as_lead, owed):
    side = world.alpha
    for after in (40, 0, -3, 6, 7):
        owed.add(side.lead, side.board, DAY + timedelta(after), f"tests.t:{after}")
    page = page_of(as_lead)
    assert in_order(
        page, "Overdue", "Return tests.t:-3", "In the next 7 days",
        "Return tests.t:0", "Return tests.t:6", "Later",
        "Return tests.t:7", "Return tests.t:40",
    )  # fmt: skip
    assert in_order(page, "3 days overdue", "Today", "In 6 days", "In 7 days")


def test_work_names_the_board_for_people_on_several(world, as_lead, owed):
    side, other = world.alpha, world.beta.board
    owed.add(side.lead, side.board, DAY)
    assert "Board</th>" not in page_of(as_lead)
    make.MembershipFactory(user=side.lead, board=other, role="practitioner")
    owed.add(side.lead, other, DAY, "tests.t:2")
    page = page_of(as_lead)
    assert "Board</th>" in page
    assert other.short_name in page


def test_only_ones_own_work_is_shown(world, as_lead, owed):
    side = world.alpha
    owed.add(side.other_lead, side.board, DAY, text="Not for the lead")
    owed.add(side.lead, world.beta.board, DAY, text="On a board they left")
    page = page_of(as_lead)
    assert "Not for the lead" not in page
    assert "On a board they left" not in page
    assert "Nothing is due from you." in page


def test_work_leads_to_each_board(world, as_lead, owed):
    page = page_of(as_lead)
    assert reverse("boards:board", args=["alpha"]) in page
    assert reverse("boards:board", args=["beta"]) not in page


def chase_all(monkeypatch, *found):
    monkeypatch.setattr(deadlines, "CHASING_PROVIDERS", [lambda day, user: found])


def test_officers_see_what_to_chase(world, today, client_for, owed, monkeypatch):
    board = world.alpha.board
    chase_all(
        monkeypatch,
        Chase(board.pk, "returns overdue", 3, "/alpha/overdue/"),
        Chase(board.pk, "returns to moderate", 0, "/alpha/none/"),
        Chase(world.beta.board.pk, "returns elsewhere", 9, "/beta/"),
    )
    page = page_of(client_for(world.alpha.officer))
    assert re.search(r'href="/alpha/overdue/">3 returns overdue<', page)
    assert "to moderate" not in page
    assert "elsewhere" not in page


def test_agencies_chase_nobody(world, as_lead, owed, monkeypatch):
    board = world.alpha.board
    chase_all(monkeypatch, Chase(board.pk, "returns overdue", 3, "/alpha/overdue/"))
    page = page_of(as_lead)
    assert "To chase" not in page and "overdue" not in page


def test_an_officer_with_nothing_to_chase_is_told_so(
    world, today, client_for, owed, monkeypatch
):
    chase_all(monkeypatch)
    page = page_of(client_for(world.alpha.officer))
    assert "Nothing needs chasing this week." in page


def test_floors_above_add_panels(world, as_lead, owed, monkeypatch):
    monkeypatch.setattr(panels, "PANELS", [])
    template = "components/empty.html"
    add_panel(Panel("From above", template, lambda user, _: {"x": 1}, place=WORK))
    add_panel(Panel("Hidden", template, lambda user, _: None, place=WORK))
    page = page_of(as_lead)
    assert "From above" in page and "Hidden" not in page


def test_providers_register_once(monkeypatch):
    monkeypatch.setattr(deadlines, "DEADLINE_PROVIDERS", [])
    monkeypatch.setattr(deadlines, "CHASING_PROVIDERS", [])
    for _again in range(2):
        deadline_provider(print)
        chasing_provider(print)
    assert deadlines.DEADLINE_PROVIDERS == deadlines.CHASING_PROVIDERS == [print]


def owes_returns(side, number):
    """The lead speaks for so many agencies, each of which owes a return today."""
    agencies = Agency.objects.bulk_create(
        Agency(name_en=f"School {n}", sector="school") for n in range(number)
    )
    Membership.objects.bulk_create(
        Membership(user=side.lead, board=side.board, role="agency_lead", agency=agency)
        for agency in agencies
    )
    AgencyReturn.objects.bulk_create(
        AgencyReturn(
            round=side.round,
            board=side.board,
            agency=agency,
            reference=f"RET-{agency.pk}",
            due_on=timezone.localdate(),
        )
        for agency in agencies
    )


WORK_QUERIES = {"lead": 31, "officer": 36}


@pytest.mark.parametrize("number", [3, 300])
@pytest.mark.parametrize("who", ["lead", "officer"])
def test_work_asks_no_more_for_more_rows(
    world, client_for, who, number, django_assert_max_num_queries
):
    """With every real provider: a few questions a kind of thing that can be owed
    (returns, requests, replies, limits, actions, looks back, reports, audiences to
    reach, learning to pass on), whatever the number of rows."""
    owes_returns(world.alpha, number)
    client = client_for(getattr(world.alpha, who))
    page_of(client)
    with django_assert_max_num_queries(WORK_QUERIES[who]):
        page = page_of(client)
    if who == "lead":
        assert page.count(">School ") + page.count(", School ") == number


class TestCalendar:
    """A person's dates, in the page and in their own calendar."""

    @pytest.fixture
    def address(self, as_lead):
        as_lead.post(reverse("calendar"))
        found = re.search(r'value="(http[^"]+\.ics)"', page_of(as_lead, "calendar"))
        return found[1].removeprefix("http://localhost:8000")

    def test_dates_stand_in_order(self, world, as_lead, owed):
        side = world.alpha
        owed.add(side.lead, side.board, DAY + timedelta(30), "tests.t:2")
        owed.add(side.lead, side.board, DAY, "tests.t:1")
        page = page_of(as_lead, "calendar")
        assert in_order(page, "tests.t:1", "tests.t:2")

    def test_an_address_is_shown_once_and_kept_as_a_hash(self, address, as_lead):
        token = address.removeprefix("/calendar/").removesuffix(".ics")
        assert address not in page_of(as_lead, "calendar")
        assert CalendarToken.objects.filter(token_hash__contains=token).count() == 0
        assert CalendarToken.objects.count() == 1

    def test_looking_makes_no_address(self, as_lead):
        page_of(as_lead, "calendar")
        assert CalendarToken.objects.count() == 0

    def test_the_feed_needs_no_sign_in_and_holds_no_content(
        self, world, address, client, owed
    ):
        side = world.alpha
        owed.add(side.lead, side.board, DAY, text="Return on canary", state="canary")
        response = client.get(address)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert "canary" not in response.content.decode()
        event = Calendar.from_ical(response.content).walk("VEVENT")[0]
        assert str(event["SUMMARY"]) == f"Return due: {side.board.name}"
        assert event.decoded("DTSTART") == DAY
        assert event.decoded("DTEND") == DAY + timedelta(1)
        assert "no-store" in response["Cache-Control"]

    def test_the_feed_is_lawful(self, world, address, client, owed):
        side = world.alpha
        side.board.name_en = "Bwrdd; Diogelu, hir iawn " + "ŵ" * 80
        side.board.save()
        owed.add(side.lead, side.board, DAY)
        content = client.get(address).content
        lines = content.split(b"\r\n")
        assert all(len(line) <= 75 for line in lines)
        assert b"\n" not in b"".join(lines)
        unfolded = content.replace(b"\r\n ", b"").decode()
        assert "Bwrdd\\; Diogelu\\, hir" in unfolded
        calendar = Calendar.from_ical(content)
        assert str(calendar["VERSION"]) == "2.0" and "PRODID" in calendar
        event = calendar.walk("VEVENT")[0]
        assert str(event["SUMMARY"]) == f"Return due: {side.board.name_en}"
        assert {"UID", "DTSTAMP"} <= set(event)

    def test_an_events_name_stays_when_its_date_moves(
        self, world, address, client, owed
    ):
        side, names = world.alpha, []
        for after in range(2):
            owed.clear()
            owed.add(side.lead, side.board, DAY + timedelta(after))
            with time_machine.travel(morning(DAY) + timedelta(hours=after)):
                feed = Calendar.from_ical(client.get(address).content)
            names.append(str(feed.walk("VEVENT")[0]["UID"]))
        assert names[0] == names[1]

    def test_a_new_address_ends_the_old_one(self, address, as_lead, client):
        as_lead.post(reverse("calendar"))
        assert client.get(address).status_code == 404

    def test_a_stopped_address_gives_nothing(self, address, as_lead, client):
        assert client.get(address).status_code == 200
        as_lead.post(reverse("calendar-revoke"))
        with time_machine.travel(morning(DAY) + timedelta(hours=1)):
            assert client.get(address).status_code == 404
        assert CalendarToken.objects.get().revoked_at == morning(DAY)

    def test_stopping_ends_nobody_elses(self, world, address, client_for, client):
        client_for(world.alpha.other_lead).post(reverse("calendar-revoke"))
        assert client.get(address).status_code == 200

    def test_it_is_read_twice_a_minute_at_most(self, address, client, caplog):
        first, second = client.get(address), client.get(address)
        assert address not in caplog.text  # it is a secret
        assert (first.status_code, second.status_code) == (200, 429)
        assert second["Retry-After"] == "30"
        with time_machine.travel(morning(DAY) + datetime.timedelta(seconds=31)):
            assert client.get(address).status_code == 200

    def test_a_leavers_address_gives_nothing(self, world, address, client):
        world.alpha.lead.is_active = False
        world.alpha.lead.save()
        assert client.get(address).status_code == 404

    def test_reading_it_changes_nothing_else(self, world, address, client, owed):
        owed.add(world.alpha.lead, world.alpha.board, DAY)
        client.get(address)
        assert Digest.objects.count() == 0
        assert CalendarToken.objects.get().last_read_at == morning(DAY)
