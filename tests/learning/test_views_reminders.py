"""The send log, the preview and the rules of reminders, as officers see them."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from boards.models import AccessRecord
from learning.models import Digest, ReminderRule
from learning.services import digests
from learning.services.reminders import nudge
from tests import factories as make
from tests.learning.owed import morning

DAY = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def today(world):
    with time_machine.travel(morning(DAY), tick=False):
        yield DAY


@pytest.fixture
def as_officer(world, client_for):
    return client_for(world.alpha.officer)


@pytest.fixture
def told(world, owed):
    """The lead was told of two things of alpha and one of beta, on one day."""
    side = world.alpha
    make.MembershipFactory(user=side.lead, board=world.beta.board, role="practitioner")
    owed.add(side.lead, side.board, DAY, "tests.t:1")
    owed.add(side.lead, side.board, DAY + timedelta(7), "tests.t:2")
    owed.add(side.lead, world.beta.board, DAY, "tests.t:3")
    owed.add(side.other_lead, side.board, DAY, "tests.t:4")
    digests.sweep()
    return owed


def at(name, **query):
    return reverse(f"learning:{name}", args=["alpha"], query=query)


def rows(client, **query):
    body = client.get(at("reminders", **{"as": "csv", **query})).content
    return list(csv.reader(StringIO(body.decode("utf-8-sig"))))[1:]


def test_the_log_counts_only_its_own_board(world, told, as_officer):
    side = world.alpha
    found = {row[1]: (row[4], row[5], row[6]) for row in rows(as_officer)}
    assert found == {
        str(side.lead): ("2", "2026-12-01", "Waiting"),
        str(side.other_lead): ("1", "2026-12-01", "Waiting"),
    }


def test_the_log_leaves_out_a_restricted_group(world, owed, as_officer):
    side = world.alpha
    owed.add(side.lead, side.board, DAY, "tests.t:1", restricted=True)
    owed.add(side.other_lead, side.board, DAY, "tests.t:2", restricted=True)
    owed.add(side.other_lead, side.board, DAY, "tests.t:3")
    digests.sweep()
    assert [(row[1], row[4]) for row in rows(as_officer)] == [
        (str(side.other_lead), "1")
    ]


def test_an_officers_own_restricted_things_are_not_counted(world, owed, as_officer):
    side = world.alpha
    owed.add(side.officer, side.board, DAY, "tests.t:1", restricted=True)
    digests.sweep()
    assert rows(as_officer) == []


def test_the_log_is_found_through_and_sorted(world, told, as_officer):
    side = world.alpha
    Digest.objects.filter(user=side.lead).update(state="sent", sent_at=morning(DAY))
    nudge(users=[side.lead], item="x", due_on=DAY, board=side.board, by=side.officer)
    assert len(rows(as_officer, q="other_lead")) == 1
    assert len(rows(as_officer, state="sent")) == 1
    assert len(rows(as_officer, cause="nudge")) == 1
    assert len(rows(as_officer, since="2026-12-02")) == 0
    assert len(rows(as_officer, until="2026-12-01", state="nonsense")) == 3
    names = [row[1] for row in rows(as_officer, sort="-person")]
    assert names == sorted(names, reverse=True)


def test_the_log_says_why_and_when(world, told, as_officer):
    side = world.alpha
    nudge(users=[side.lead], item="x", due_on=DAY, board=side.board, by=side.officer)
    page = as_officer.get(at("reminders")).content.decode()
    assert "Daily reminder" in page
    assert f"Asked for by {side.officer}" in page
    assert "14 and 7 days before" in page


def test_an_empty_log_says_so(as_officer, owed):
    page = as_officer.get(at("reminders")).content.decode()
    assert "Nothing has been sent yet." in page
    page = as_officer.get(at("reminders", q="nobody")).content.decode()
    assert "Nothing matches." in page


def test_the_log_opens_in_excel(told, as_officer):
    body = as_officer.get(at("reminders", **{"as": "xlsx"})).content
    sheet = load_workbook(BytesIO(body)).active
    assert [cell.value for cell in sheet[1]][:3] == ["Day", "Person", "E-mail"]
    assert sheet.max_row == 3


@pytest.mark.parametrize("number", [3, 40])
@pytest.mark.parametrize("name", ["reminders", "reminder-preview"])
def test_lists_ask_as_often_for_many_as_for_few(
    world, owed, as_officer, name, number, django_assert_max_num_queries
):
    for n in range(number):
        user = make.MembershipFactory(board=world.alpha.board, role="practitioner").user
        owed.add(user, world.alpha.board, DAY, f"tests.t:{n}")
        owed.add(user, world.alpha.board, DAY + timedelta(8), f"tests.u:{n}")
    digests.sweep()
    as_officer.get(at(name))
    with django_assert_max_num_queries(12):
        page = as_officer.get(at(name)).content.decode()
    assert page.count('scope="row"') == min(number, 25)


class TestPreview:
    """Who would be told what, before it is sent."""

    def page(self, client, **query):
        return client.get(at("reminder-preview", **query)).content.decode()

    def test_it_shows_tomorrow(self, world, owed, as_officer):
        side = world.alpha
        owed.add(side.lead, side.board, DAY + timedelta(1), text="Tomorrow's")
        owed.add(side.lead, side.board, DAY + timedelta(8), "tests.t:2", text="Week's")
        owed.add(side.other_lead, side.board, DAY + timedelta(3), text="Not yet")
        page = self.page(as_officer)
        assert "Wednesday 2 December 2026" in page and "1 person" in page
        assert "Tomorrow&#x27;s" in page and "On the day" in page
        assert "Week&#x27;s" in page and "7 days before" in page
        assert "Not yet" not in page

    def test_it_says_what_the_sweep_then_does(self, world, owed, as_officer):
        side = world.alpha
        for after, person in ((7, side.lead), (14, side.chair), (-7, side.member)):
            owed.add(person, side.board, DAY + timedelta(after), f"tests.t:{after}")
        body = as_officer.get(
            at("reminder-preview", day="2026-12-01", **{"as": "csv"})
        ).content.decode("utf-8-sig")
        foretold = {row[1] for row in list(csv.reader(StringIO(body)))[1:]}
        digests.sweep()
        told = Digest.objects.values_list("user__email", flat=True)
        assert foretold == set(told) and len(foretold) == 3

    def test_nothing_is_sent_by_looking(self, world, owed, as_officer):
        owed.add(world.alpha.lead, world.alpha.board, DAY)
        self.page(as_officer, day="2026-12-01")
        assert Digest.objects.count() == 0

    def test_what_was_told_is_not_told_again(self, told, as_officer):
        assert "0 people" in self.page(as_officer, day="2026-12-01")

    def test_it_leaves_out_other_boards_and_restricted_groups(
        self, world, owed, as_officer
    ):
        side, tomorrow = world.alpha, DAY + timedelta(1)
        owed.add(side.lead, world.beta.board, tomorrow, text="Elsewhere")
        owed.add(side.chair, side.board, tomorrow, text="Secret", restricted=True)
        page = self.page(as_officer)
        assert "Elsewhere" not in page and "Secret" not in page
        assert "0 people" in page

    def test_a_past_day_is_refused_by_name(self, as_officer, owed):
        page = self.page(as_officer, day="2026-11-30")
        assert "Choose today or a later day" in page

    def test_a_name_is_found(self, world, owed, as_officer):
        side = world.alpha
        for person in (side.lead, side.chair):
            owed.add(person, side.board, DAY + timedelta(1), f"tests.t:{person.pk}")
        page = self.page(as_officer, q=side.chair.email, sort="-due")
        assert side.chair.email in page and side.lead.email not in page


class TestRules:
    """When the board's people are told."""

    typed = {"days_before": "21; 3", "overdue_every": "10", "send_hour": "9"}

    def test_an_officer_chooses(self, world, as_officer):
        response = as_officer.post(at("reminder-rules"), self.typed)
        assert response.url == at("reminders")
        rule = ReminderRule.objects.get(board=world.alpha.board)
        assert (rule.days_before, rule.overdue_every, rule.send_hour) == (
            [21, 3],
            10,
            9,
        )
        assert rule.history.count() == 1
        assert AccessRecord.objects.filter(action__contains="reminded").count() == 1
        page = as_officer.get(at("reminders")).content.decode()
        assert "21 and 3 days before" in page and "from 09:00" in page

    def test_only_that_board_changes(self, world, as_officer):
        as_officer.post(at("reminder-rules"), self.typed)
        assert not ReminderRule.objects.filter(board=world.beta.board).exists()

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("days_before", "a week"),
            ("days_before", "0"),
            ("days_before", "400"),
            ("days_before", ","),
            ("overdue_every", "0"),
            ("send_hour", "24"),
        ],
    )
    def test_what_cannot_be_is_named_and_kept(self, as_officer, field, value):
        page = as_officer.post(at("reminder-rules"), {**self.typed, field: value})
        assert list(page.context["form"].errors) == [field]
        assert ReminderRule.objects.count() == 0
        if field == "days_before":
            assert f'value="{value}"' in page.content.decode()
