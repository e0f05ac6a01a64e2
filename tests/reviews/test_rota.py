"""The rota: whose turn, told before the meeting, the presenter reports (HAR-28)."""

import datetime

import pytest
from django.urls import reverse

from frameworks.vocabulary import Clock
from learning.deadlines import dues
from reviews.models import RotaTurn
from reviews.rota import meetings_ahead, members_in_turn
from tests import factories as make
from tests.reviews.opened import at, dated, opened, text

TODAY = datetime.date.today


def meeting_day():
    return TODAY() + datetime.timedelta(30)


TOKEN = "7d6e5f7e-8a51-4f3c-9a6a-0d8ad3a0c00"


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def second(side):
    """Another member of the chair's group."""
    user = make.UserFactory(full_name="Zoe Second")
    make.MembershipFactory(user=user, board=side.board, role="board_member")
    seat = make.SeatFactory(group=side.group, post_en="Nurse")
    make.SeatHoldingFactory(seat=seat, user=user)
    return user


def national(side):
    return opened(side, "national_review", lead_group=side.group)


def assign(client, review, presenter, day=None, n=1):
    sent = {"presenter": presenter.pk, "sent_once": f"{TOKEN}{n}"}
    return client.post(
        at(review, "turn-assign"), sent | dated("meeting_on", day or meeting_day())
    )


@pytest.mark.requirement("HAR-28")
def test_the_chair_runs_the_rota_and_the_presenter_files_findings(
    side, second, client_for
):
    review, chair = national(side), client_for(side.chair)
    assert review.source.title in text(chair.get(_rota(side)))
    assert assign(chair, review, second).status_code == 302
    turn = RotaTurn.objects.get()
    review.source.refresh_from_db()
    assert (turn.presenter, review.source.stage) == (second, "presenting")
    owed = [due for due in dues(TODAY(), user=second) if due.due_on == meeting_day()]
    assert [due.plain for due in owed] == ["Presentation due"]
    presenter = client_for(second)
    assert presenter.get(owed[0].url).status_code == 200
    sent = {"report": "Two points apply here", "version": turn.version}
    sent |= dated("presented_on", TODAY())
    assert presenter.post(owed[0].url, sent).status_code == 302
    turn.refresh_from_db()
    assert (turn.presented_on, turn.report) == (TODAY(), "Two points apply here")
    assert review.source.dates.get(clock=Clock.PRESENTED).on == TODAY()
    assert not [
        due for due in dues(TODAY(), user=second) if due.due_on == meeting_day()
    ]
    _write_a_finding(presenter, side, review)


def _write_a_finding(client, side, review):
    where = reverse("learning:finding-add", args=[side.board.slug, review.reference])
    sent = {
        "kind": "lesson",
        "title": "Voices are missing",
        "text": "Plans do not quote children",
        "level": "multi_agency",
        "sent_once": f"{TOKEN}9",
    }
    assert client.post(where, sent).status_code == 302
    assert review.source.findings.get().title == "Voices are missing"


def _rota(side):
    return reverse("reviews:rota", args=[side.board.slug])


@pytest.mark.requirement("HAR-28")
def test_whoever_presented_longest_ago_is_proposed(side, second, client_for):
    assert members_in_turn(side.group)[0].person in {side.chair, second}
    assign(client_for(side.chair), national(side), side.chair)
    first = members_in_turn(side.group)
    assert [member.person for member in first] == [second, side.chair]
    form = client_for(side.chair).get(at(national(side), "turn-assign")).context["form"]
    assert form["presenter"].value() == second.pk


def test_meetings_come_from_the_timetable(side):
    make.TimetableEntryFactory(
        board=side.board, months=[meeting_day().month], received_by=side.group.key
    )
    days = meetings_ahead(side.officer, side.group, TODAY())
    assert days and {day.month for day in days} == {meeting_day().month}


def test_a_member_sees_the_rota_and_does_not_run_it(side, second, client_for):
    review, client = national(side), client_for(second)
    page = text(client.get(_rota(side)))
    assert review.source.title in page and "Assign a turn" not in page
    assert assign(client, review, second).status_code == 403
    turn = side.turn
    assert client.post(at(side.elsewhere, "turn-report", turn.pk)).status_code == 403


def test_a_turn_is_given_once(side, second, client_for):
    review, client = national(side), client_for(side.chair)
    assign(client, review, second)
    assign(client, review, second)
    page = assign(client_for(side.officer), review, side.chair, n=2)
    assert "It is with Zoe Second already" in text(page)
    assert RotaTurn.objects.count() == 1


def test_a_turn_goes_to_somebody_else_until_it_was_presented(side, second, client_for):
    turn, client = side.turn, client_for(side.officer)
    where = at(side.elsewhere, "turn-change", turn.pk)
    sent = {"presenter": second.pk, "version": turn.version}
    sent |= dated("meeting_on", meeting_day())
    assert client.post(where, sent).status_code == 302
    turn.refresh_from_db()
    assert (turn.presenter, turn.meeting_on) == (second, meeting_day())
    turn.presented_on = TODAY()
    turn.save()
    assert client.post(where, sent | {"version": turn.version}).status_code == 404


def test_a_presenter_who_left_the_group_is_told_nothing(side, second, client_for):
    review = national(side)
    assign(client_for(side.chair), review, second)
    second.holdings.update(held_to=TODAY() - datetime.timedelta(1))
    assert not [
        due for due in dues(TODAY(), user=second) if due.due_on == meeting_day()
    ]


def test_a_restricted_group_has_no_rota_for_others(side, client_for):
    hidden = opened(side, "national_review", lead_group=side.restricted_group)
    for who in (side.officer, side.chair):
        page = text(client_for(who).get(_rota(side)))
        assert hidden.source.title not in page
        assert side.restricted_group.name_en not in page
    page = client_for(side.restricted_member).get(_rota(side))
    assert page.context["group"] == side.restricted_group
    assign(client_for(side.restricted_member), hidden, side.restricted_member)
    told = [d for d in dues(TODAY(), board=side.board) if d.plain == "Presentation due"]
    assert [(due.user_id, due.restricted) for due in told] == [
        (side.restricted_member.pk, True)
    ]


def test_the_rota_takes_as_many_queries_for_one_as_for_many(
    side, client_for, django_assert_max_num_queries
):
    for _number in range(12):
        national(side).turns.create(
            presenter=side.chair, meeting_on=meeting_day(), by=side.officer
        )
    client = client_for(side.officer)
    client.get(_rota(side))
    with django_assert_max_num_queries(12):
        assert client.get(_rota(side)).status_code == 200


@pytest.mark.requirement("SOM-12")
def test_our_plan_for_another_boards_review_names_that_board(side, client_for):
    review = opened(side, "review_of_another_board", owning_board="Durham Board")
    make.FindingFactory(source=review.source)
    client, place = client_for(side.officer), [side.board.slug, review.reference]
    assert "Durham Board" in text(client.get(review.get_absolute_url()))
    where = reverse("actionplans:plan-open-source", args=place)
    form = client.get(where).context["form"]
    assert form["owning_board"].value() == "Durham Board"
    sent = {name: form[name].value() or "" for name in form.fields}
    sent["monitoring_group"] = side.group.pk
    assert client.post(where, sent).status_code == 302
    plan = review.source.action_plan
    assert (plan.owning_board, plan.source) == ("Durham Board", review.source)
    make.ActionFactory(plan=plan, agency=side.agency, text="Tell every team here")
    page = text(client.get(plan.get_absolute_url()))
    assert "Durham Board" in page and "Tell every team here" in page
    plans = reverse("actionplans:plans", args=[side.board.slug])
    assert plan.title in text(client.get(plans + "?kind=elsewhere"))
