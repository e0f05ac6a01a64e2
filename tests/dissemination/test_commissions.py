"""Commissions between groups: asked, taken on or not, done."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from dissemination.models import Commission
from dissemination.services.commissions import (
    answer_commission,
    ask_commission,
    finish_commission,
)
from learning.deadlines import chases, dues

TODAY = timezone.localdate


@pytest.fixture
def side(world):
    return world.alpha


def url(side, name, *args):
    return reverse(f"dissemination:{name}", args=[side.board.slug, *args])


@pytest.mark.requirement("SOL-41")
def test_a_group_tasks_another_and_marks_that_impact_is_evaluated(side, client_for):
    data = {
        "from_group": side.group.pk, "to_group": side.second_group.pk,
        "task": "Find out what changed", "evaluate": "on",
        "due_on_day": "1", "due_on_month": "5", "due_on_year": "2030",
        "sent_once": "6f0c3a94-1111-4f3c-8c11-a06a3f9a2c01",
    }  # fmt: skip
    answer = client_for(side.chair).post(url(side, "commission-ask"), data)
    made = Commission.objects.get()
    assert answer.url == made.get_absolute_url()
    assert made.evaluate
    assert (made.by, made.from_group) == (side.chair, side.group)
    found = client_for(side.chair).get(url(side, "commissions") + "?evaluate=yes")
    assert list(found.context["page"]) == [made]


@pytest.mark.requirement("SOL-31")
def test_it_is_taken_on_and_done_with_outcomes_messages_and_audiences(side, client_for):
    client, asked = client_for(side.chair), side.commission
    answer = url(side, "commission-answer", asked.pk)
    client.post(answer, {"decision": "yes", "reason": ""})
    asked.refresh_from_db()
    assert (asked.state, asked.answered_by) == ("accepted", side.chair)
    day = TODAY()
    data = {
        "outcome": "Six of ten teams know it", "messages": "Open it first",
        "audiences": [side.audience.pk], "version": asked.version,
        "done_on_day": day.day, "done_on_month": day.month, "done_on_year": day.year,
    }  # fmt: skip
    client.post(url(side, "commission-done", asked.pk), data)
    asked.refresh_from_db()
    assert (asked.state, asked.done_on) == ("done", day)
    page = client.get(asked.get_absolute_url()).content.decode()
    assert "Six of ten teams know it" in page
    assert side.audience.name in page


def test_to_decline_needs_a_reason(side, client_for):
    asked = side.commission
    with pytest.raises(ValidationError):
        answer_commission(commission=asked, take_on=False, reason=" ", by=side.chair)
    address = url(side, "commission-answer", asked.pk)
    data = {"decision": "no", "reason": "The year is planned"}
    client_for(side.chair).post(address, data)
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("declined", "The year is planned")


def test_what_was_not_taken_on_is_not_done(side):
    with pytest.raises(ValidationError):
        finish_commission(
            commission=side.commission, outcome="x", messages="y", audiences=[],
            version=1, by=side.chair,
        )  # fmt: skip


def test_restricted_groups_take_no_part(side):
    values = {"task": "Look", "due_on": TODAY(), "from_group": side.group}
    with pytest.raises(ValidationError):
        ask_commission(
            board=side.board, by=side.officer, to_group=side.restricted_group, **values
        )


def test_the_chair_who_was_asked_is_told_and_officers_chase(side):
    late = side.commission_of(due_on=TODAY() - datetime.timedelta(2))
    key = f"dissemination.commission:{late.pk}"
    told = {d.user_id for d in dues(TODAY(), board=side.board) if d.key == key}
    assert told == {side.chair.pk}
    mine = [d for d in dues(TODAY(), user=side.chair) if d.key == key]
    assert len(mine) == 1
    [chase] = [c for c in chases(TODAY(), side.officer) if "commissions" in c.url]
    assert chase.count == 1
    assert not [c for c in chases(TODAY(), side.chair) if "commissions" in c.url]


def test_costs_the_same_for_3_and_300(side, client_for, django_assert_max_num_queries):
    client, counts = client_for(side.officer), []
    client.get(url(side, "commissions"))
    for more in (3, 297):
        for _number in range(more):
            side.commission_of()
        with django_assert_max_num_queries(12) as found:
            client.get(url(side, "commissions"))
        counts.append(len(found))
    assert counts[0] == counts[1]
