"""Lessons to be measured again are told in the one digest and on Your work."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from learning.deadlines import chases, dues
from tests import factories as make

TODAY = timezone.localdate


@pytest.fixture
def side(world):
    return world.alpha


def measure(side, source, **values):
    lesson = make.FindingFactory(source=source, kind="lesson")
    usual = {
        "board": side.board, "strand": "audit", "instrument": "Re-audit of plans",
        "due_on": TODAY() - datetime.timedelta(3), "by": side.officer,
    }  # fmt: skip
    return lesson.measures.create(**usual | values)


def told(user):
    return [due for due in dues(TODAY(), user=user) if "lessonmeasure" in due.key]


@pytest.mark.requirement("SOL-32")
def test_who_wrote_it_is_told_and_it_is_on_your_work(side, client_for):
    row = measure(side, side.source)
    [due] = told(side.officer)
    assert due.due_on == row.due_on
    client = client_for(side.officer)
    assert client.get(due.url).status_code == 200
    page = client.get(reverse("your-work")).content.decode()
    assert "Measure again: Re-audit of plans" in page
    [chase] = [c for c in chases(TODAY(), side.officer) if "measured again" in c.text]
    assert chase.count == 1 and "state=overdue" in chase.url
    row.result = "18 of 20"
    row.save()
    assert told(side.officer) == []


def test_an_agency_is_told_of_its_own_where_it_may_read_the_source(side, client_for):
    measure(side, side.source, agency=side.agency, by=side.lead)
    [due] = told(side.lead)
    assert client_for(side.lead).get(due.url).status_code == 200
    assert told(side.other_lead) == told(side.contributor) == []


@pytest.mark.parametrize("who", ["officer", "lead", "restricted_member"])
def test_of_a_restricted_group_its_chair_alone_is_told(who, side):
    row = measure(side, side.restricted_source, agency=side.agency)
    found = told(getattr(side, who))
    assert len(found) == (who == "restricted_member")
    assert all(due.restricted for due in found)
    every = [due for due in dues(TODAY(), board=side.board) if str(row.pk) in due.key]
    assert {due.user_id for due in every if "lessonmeasure" in due.key} == {
        side.restricted_member.pk
    }
