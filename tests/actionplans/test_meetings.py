"""Meeting mode: exceptions first, words recorded live, the record at the end."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from actionplans.models import Action, ActionUpdate, MeetingItem
from actionplans.services.meetings import (
    begin_meeting,
    end_meeting,
    pass_over,
    record_in_meeting,
)
from tests import factories as make

DAY = datetime.timedelta(days=1)


def today():
    return timezone.localdate()


@pytest.fixture
def side(world):
    return world.alpha


def address(side, name, *more):
    return reverse(f"actionplans:{name}", args=[side.board.slug, *more])


def begun(side, **more):
    return begin_meeting(board=side.board, group=side.group, by=side.chair, **more)


def turn(meeting, order=1):
    return MeetingItem.objects.get(meeting=meeting, order=order)


def test_what_presses_most_comes_first(side):
    fine = side.action
    late = make.ActionFactory(plan=side.plan, due_on=today() - DAY)
    unmeasured = make.ActionFactory(plan=side.plan, measure="")
    debt = make.ActionFactory(
        plan=side.plan, status="done", due_on=today() - DAY, review_on=today() - DAY
    )
    items = begun(side).items.order_by("order").values_list("action", "reason")
    assert list(items) == [
        (late.pk, "late"),
        (debt.pk, "impact_debt"),
        (unmeasured.pk, "no_measure"),
        (fine.pk, ""),
    ]


def test_only_exceptions_leaves_the_rest_out(side):
    late = make.ActionFactory(plan=side.plan, due_on=today() - DAY)
    items = begun(side, only_exceptions=True).items.values_list("action", flat=True)
    assert list(items) == [late.pk]


def test_a_group_with_nothing_open_has_nothing_to_walk(side):
    Action.objects.filter(plan=side.plan).update(status="blue")
    with pytest.raises(ValidationError):
        begun(side)


def test_a_meeting_begun_twice_a_day_is_one(side):
    assert begun(side) == begun(side)


def test_a_turn_records_everything_at_once(side):
    meeting = begun(side)
    later = side.action.due_on + 30 * DAY
    said = {
        "text": "Sample drawn",
        "status": "amber",
        "new_due_on": later,
        "reason": "The lead moved",
        "challenge": "Who decides if it slips again?",
        "support": "",
    }
    record_in_meeting(item=turn(meeting), said=said, by=side.chair)
    side.action.refresh_from_db()
    assert (side.action.status, side.action.due_on) == ("amber", later)
    kinds = set(
        ActionUpdate.objects.filter(meeting=meeting).values_list("kind", flat=True)
    )
    assert kinds == {"progress", "extended", "challenge"}
    assert turn(meeting).discussed_at


def test_a_refused_part_keeps_nothing(side):
    meeting = begun(side)
    said = {
        "text": "Words",
        "status": "green",
        "new_due_on": today() - DAY,
        "reason": "x",
    }
    with pytest.raises(ValidationError):
        record_in_meeting(item=turn(meeting), said=said, by=side.chair)
    assert not ActionUpdate.objects.filter(meeting=meeting).exists()
    assert turn(meeting).discussed_at is None


def test_an_ended_meeting_takes_no_more_words(side):
    meeting = begun(side)
    end_meeting(meeting=meeting, note="Two looked at", by=side.chair)
    with pytest.raises(ValidationError):
        record_in_meeting(item=turn(meeting), said={"text": "Late"}, by=side.chair)
    with pytest.raises(ValidationError):
        pass_over(item=turn(meeting), by=side.chair)


def test_a_page_shows_what_was_typed_when_it_is_refused(side, client_for):
    meeting = begun(side)
    url = address(side, "meeting-turn", meeting.reference, 1)
    words = {
        "text": "A long sentence nobody wants to type again",
        "status": "green",
        "new_due_on_day": "1",
        "new_due_on_month": "1",
        "new_due_on_year": "2020",
        "sent_once": str(uuid.uuid4()),
    }
    page = client_for(side.chair).post(url, words)
    assert page.status_code == 200
    assert words["text"] in page.content.decode()
    assert "Give the reason for more time" in page.content.decode()


def test_a_double_press_is_recorded_once(side, client_for):
    meeting = begun(side)
    url = address(side, "meeting-turn", meeting.reference, 1)
    words = {"text": "Once", "status": "green", "sent_once": str(uuid.uuid4())}
    for _press in range(2):
        client_for(side.chair).post(url, words)
    assert ActionUpdate.objects.filter(meeting=meeting).count() == 1


def test_the_record_says_what_was_said_and_what_was_not_reached(side, client_for):
    other = make.ActionFactory(plan=side.plan, text="Never reached")
    meeting = begun(side)
    record_in_meeting(
        item=MeetingItem.objects.get(meeting=meeting, action=side.action),
        said={"text": "Half of the teams have confirmed", "status": "green"},
        by=side.chair,
    )
    page = client_for(side.officer).get(address(side, "meeting", meeting.reference))
    html = page.content.decode()
    assert "Half of the teams have confirmed" in html
    assert html.index("Not reached") < html.index(other.text)


def test_members_read_the_record_once_it_has_ended(side, client_for):
    meeting = begun(side)
    url = address(side, "meeting", meeting.reference)
    assert client_for(side.member).get(url).status_code == 404
    end_meeting(meeting=meeting, note="", by=side.chair)
    assert client_for(side.member).get(url).status_code == 200


def test_an_officer_does_not_choose_a_restricted_group(side, client_for):
    page = client_for(side.officer).get(address(side, "meeting-begin"))
    assert side.restricted_group.name_en not in page.content.decode()
    page = client_for(side.restricted_member).get(address(side, "meeting-begin"))
    assert side.restricted_group.name_en in page.content.decode()


def test_pages_cost_the_same_at_3_and_60_actions(
    side, client_for, django_assert_num_queries, django_assert_max_num_queries
):
    chair = client_for(side.chair)
    make.ActionFactory.create_batch(2, plan=side.plan)
    few = begun(side)
    chair.get(address(side, "meeting", few.reference))  # a session's first page
    with django_assert_max_num_queries(24) as counted:
        chair.get(address(side, "meeting-turn", few.reference, 1))
        chair.get(address(side, "meeting", few.reference))
    number = len(counted)
    end_meeting(meeting=few, note="", by=side.chair)
    make.ActionFactory.create_batch(57, plan=side.plan)
    many = begin_meeting(
        board=side.board, group=side.group, by=side.chair, held_on=today() - DAY
    )
    with django_assert_num_queries(number):
        chair.get(address(side, "meeting-turn", many.reference, 1))
        chair.get(address(side, "meeting", many.reference))
