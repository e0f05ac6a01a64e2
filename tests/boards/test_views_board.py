"""The board's page, roles, access records, bank holidays, and how lists cost."""

import datetime

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boards import panels
from boards.calendars import ends_soon, kept_for_one_request, working_calendar
from boards.models import AccessRecord, BankHoliday, Invitation
from boards.permission_words import WORDS
from boards.roles import Permission
from boards.services.holidays import add_holiday, remove_holiday
from frameworks.calendar import bank_holidays
from tests import factories as make
from tests.days import boxes


def at(name, *args):
    return reverse(f"boards:{name}", args=args)


@pytest.fixture
def officer(world, client_for):
    return client_for(world.alpha.officer)


def test_the_board_counts_what_one_may_see(world, officer):
    context = officer.get(at("board", "alpha")).context
    assert list(context["groups"]) == [world.alpha.group]
    assert (context["agency_count"], context["vacant_count"]) == (3, 1)


def test_floors_above_add_panels(world, officer, monkeypatch):
    monkeypatch.setattr(panels, "PANELS", [])
    shown = panels.Panel(
        "Panel of a floor above", "boards/roles_panel_of_a_test.html", lambda u, b: None
    )
    panels.add_panel(shown)
    assert officer.get(at("board", "alpha")).status_code == 200
    filled = panels.Panel("Tabs", "boards/tabs.html", lambda user, board: {"tabs": []})
    panels.add_panel(filled)
    page = officer.get(at("board", "alpha")).content.decode()
    assert "Tabs</h2>" in page and "Panel of a floor above" not in page


def test_every_permission_has_words():
    assert set(WORDS) == set(Permission)


def test_roles_are_told_in_plain_words(world, client_for):
    page = client_for(world.alpha.practitioner).get(at("roles", "alpha"))
    text = page.content.decode()
    assert "Business unit officer" in text and "invite people and end" in text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"person": "lead"}, {"opened"}),
        ({"action": "clos"}, {"closed"}),
        ({"since": "2026-02-01"}, {"closed"}),
        ({"until": "2026-01-31"}, {"opened"}),
        ({"since": "never"}, {"opened", "closed"}),
    ],
)
def test_access_records_are_found(world, officer, query, expected):
    for name, action, month in (("lead", "opened", 1), ("chair", "closed", 3)):
        AccessRecord.objects.create(
            user_name=name,
            board_id=world.alpha.board.pk,
            model="x",
            reference="1",
            action=action,
            at=datetime.datetime(2026, month, 5, tzinfo=datetime.UTC),
        )
    AccessRecord.objects.create(
        user_name="lead", board_id=world.beta.board.pk, action="elsewhere"
    )
    rows = officer.get(at("access-records", "alpha"), query).context["page"]
    assert {row.action for row in rows} == expected


def test_access_records_name_what_they_are_of(world, officer):
    for model in ("boards.invitation", "boards.long_gone"):
        AccessRecord.objects.create(
            user_name="officer",
            board_id=world.alpha.board.pk,
            model=model,
            reference="7",
            action="looked",
        )
    page = officer.get(at("access-records", "alpha")).content.decode()
    assert "Invitation 7" in page and "Boards.long_gone 7" in page


# Working days.


def test_the_shipped_table_counts_until_somebody_corrects_it(db):
    christmas = datetime.date(2026, 12, 25)
    assert not working_calendar().is_working_day(christmas)
    assert not BankHoliday.objects.exists()


def test_a_correction_stands_beside_the_shipped_days(world, officer):
    day = datetime.date(2027, 5, 5)
    added = {"name": "Coronation"} | boxes("day", day)
    officer.post(at("bank-holidays", "alpha"), added)

    assert not working_calendar().is_working_day(day)
    assert not working_calendar().is_working_day(datetime.date(2026, 12, 25))
    assert BankHoliday.objects.count() == len(bank_holidays().holidays) + 1

    officer.post(at("bank-holiday-remove", "alpha", day.isoformat()))
    assert working_calendar().is_working_day(day)


def test_a_known_day_is_refused_beside_the_field(officer):
    response = officer.post(
        at("bank-holidays", "alpha"), {"name": "Again"} | boxes("day", "2026-12-25")
    )
    assert list(response.context["form"].errors) == ["day"]
    assert 'value="Again"' in response.content.decode()


def test_the_page_warns_when_the_table_nearly_ends(officer):
    end = bank_holidays().known_until
    words = "complete until"
    assert not ends_soon(end - datetime.timedelta(366))
    assert ends_soon(end - datetime.timedelta(300))
    cache.clear()
    with time_machine.travel(datetime.datetime(2026, 1, 5, 12, tzinfo=datetime.UTC)):
        if not ends_soon():
            page = officer.get(at("bank-holidays", "alpha"))
            assert words in page.content.decode()
    with time_machine.travel(end - datetime.timedelta(30)):
        officer.force_login(page.wsgi_request.user)
        page = officer.get(at("bank-holidays", "alpha"))
        assert words not in page.content.decode()
        assert "may fall too early" in page.content.decode()


def test_a_request_reads_the_table_once(db, django_assert_num_queries, world):
    with kept_for_one_request(), django_assert_num_queries(1):
        for _ in range(5):
            working_calendar()
    with kept_for_one_request():
        working_calendar()
        add_holiday(day=datetime.date(2027, 5, 5), name="X", by=world.alpha.officer)
        remove_holiday(day=datetime.date(2027, 5, 5), by=world.alpha.officer)


# What lists cost.


def people(board, number):
    agency = make.AgencyFactory(on_boards=[board])
    for _ in range(number):
        make.MembershipFactory(board=board, role="agency_lead", agency=agency)


def agencies(board, number):
    make.AgencyFactory.create_batch(number, on_boards=[board])


def seats(board, number):
    group = make.GroupFactory(board=board)
    for _ in range(number):
        seat = make.SeatFactory(
            group=group, agency=make.AgencyFactory(on_boards=[board])
        )
        make.SeatHoldingFactory(seat=seat)


def groups(board, number):
    parent = make.GroupFactory(board=board)
    for _ in range(number):
        made = make.GroupFactory(board=board, parent=parent)
        made.functions.create(function="share")
        made.reports_to.add(parent)


def invitations(board, number):
    officer = make.MembershipFactory(board=board).user
    for n in range(number):
        Invitation.objects.create(
            email=f"n{n}@example.org",
            full_name=f"N {n}",
            board=board,
            role="agency_lead",
            agency=make.AgencyFactory(),
            token_hash=f"{officer.pk}-{n}",
            invited_by=officer,
            expires_at=datetime.datetime(2040, 1, 1, tzinfo=datetime.UTC),
        )


def records(board, number):
    for n in range(number):
        AccessRecord.objects.create(
            user_name=f"N {n}", board_id=board.pk, model="x", reference=n, action="did"
        )


LISTS = {
    "people": people,
    "agencies": agencies,
    "seats": seats,
    "groups": groups,
    "structure": groups,
    "board": groups,
    "invitations": invitations,
    "access-records": records,
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_at_3_and_at_300_rows(world, officer, name):
    fill = LISTS[name]
    officer.get(at(name, "alpha"))
    fill(world.alpha.board, 3)
    few = queries(officer, name)
    fill(world.alpha.board, 297)
    many = queries(officer, name)
    assert few == many
    assert many <= 12


def queries(client, name):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(at(name, "alpha")).status_code == 200
    return len(captured)
