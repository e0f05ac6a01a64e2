"""Screening: criteria of the day, answered with reasons, never decided by machine."""

import datetime

import pytest

from reviews.criteria import rules_in_force
from reviews.models import CriterionAnswer
from tests import factories as make
from tests.reviews.opened import WALES, WOLVERHAMPTON, answers, at, opened, text

IN_2018 = datetime.date(2018, 3, 1)


@pytest.fixture
def historical(world):
    """A serious case review opened while its law was in force."""
    return opened(world.alpha, "scr", on=IN_2018, stage="screening")


@pytest.mark.requirement("HAR-16")
def test_the_criteria_are_those_of_the_day_it_was_opened(world, client_for, historical):
    page = client_for(world.alpha.officer).get(at(historical, "screening"))
    said = text(page)
    assert page.context["rules"].key == "serious_case_review_2015"
    assert "26 March 2015 to 29 September 2019" in said
    assert "Historical" in said
    assert "opened on 1 March 2018" in said
    for place in ("custody", "secure", "detained", "suspected suicide"):
        assert place in said
    assert "One of these must be met" in said


@pytest.mark.requirement("HAR-16")
def test_criteria_of_the_past_drive_no_review_of_today(world, client_for):
    today = opened(world.alpha, "scr")
    page = client_for(world.alpha.officer).get(at(today, "screening"))
    assert "No criteria were in force" in text(page)
    assert "form" not in page.context or page.context["form"] is None


@pytest.mark.requirement("HAR-16")
def test_the_chair_answers_with_reasons(world, client_for, historical):
    client, rules = client_for(world.alpha.chair), rules_in_force(historical)
    sent = answers(rules, died="not_met", custody="met", detained="not_known")
    response = client.post(at(historical, "screening"), sent)
    assert response.status_code == 302
    rows = {row.criterion: row for row in CriterionAnswer.objects.all()}
    assert len(rows) == len(rules.criteria)
    assert rows["custody"].answer == "met"
    assert rows["custody"].rule_set == "serious_case_review_2015"
    assert rows["custody"].by == world.alpha.chair
    said = text(client.get(at(historical, "screening")))
    assert "The answers point to: the legal test is met." in said
    assert "The board decides, not the portal." in said
    assert not historical.decisions.exists()


@pytest.mark.requirement("WOL-18")
def test_adults_have_criteria_of_their_own(world, client_for):
    found = opened(world.alpha, "sar", pack=WOLVERHAMPTON)
    said = text(client_for(world.alpha.officer).get(at(found, "screening")))
    assert "Care Act 2014, section 44(1) to (3)" in said
    assert "needs for care and support" in said


def test_some_may_be_answered_now_and_the_rest_later(world, client_for):
    found = opened(world.alpha, "cpr_concise", pack=WALES)
    client = client_for(world.alpha.officer)
    client.post(
        at(found, "screening"),
        {"answer_died": "met", "words_died": "Known", "version_died": 0}
        | {f"version_{k}": 0 for k in _others(found, "died")},
    )
    assert [row.criterion for row in found.criteria.all()] == ["died"]
    assert "4 criteria are not answered yet." in text(
        client.get(at(found, "screening"))
    )


def _others(review, key):
    return [c.key for c in rules_in_force(review).criteria if c.key != key]


def test_a_reason_is_asked_and_words_stay(world, client_for):
    found = opened(world.alpha, "cpr_concise", pack=WALES)
    rules = rules_in_force(found)
    sent = answers(rules) | {"words_died": "", "answer_abuse_or_neglect": ""}
    page = client_for(world.alpha.officer).post(at(found, "screening"), sent)
    assert page.status_code == 200
    assert page.context["form"].errors == {
        "words_died": ["Say why"],
        "answer_abuse_or_neglect": ["Choose an answer"],
    }
    assert page.content.decode().count("From the referral") == len(rules.criteria) - 1
    assert not found.criteria.exists()


def test_two_people_see_both_answers_and_lose_none(world, client_for):
    found = opened(world.alpha, "cpr_concise", pack=WALES)
    rules = rules_in_force(found)
    client_for(world.alpha.chair).post(
        at(found, "screening"), answers(rules, died="not_met")
    )
    officer = client_for(world.alpha.officer)
    mine = answers(rules) | {"words_died": "From the coroner"}
    page = officer.post(at(found, "screening"), mine)
    differing = page.context["differences"]
    assert [one["label"] for one in differing] == ["2. The child died."]
    assert differing[0]["theirs"] == "Not met\nFrom the referral"
    assert differing[0]["yours"] == "Met\nFrom the coroner"
    again = mine | {"version_died": page.context["form"].data["version_died"]}
    assert officer.post(at(found, "screening"), again).status_code == 302
    row = found.criteria.get(criterion="died")
    assert (row.answer, row.reason, row.version) == ("met", "From the coroner", 2)


def test_members_of_the_group_read_and_do_not_write(world, client_for):
    found = opened(world.alpha, "cpr_concise", pack=WALES)
    member = make.UserFactory()
    make.MembershipFactory(user=member, board=world.alpha.board, role="practitioner")
    seat = make.SeatFactory(group=world.alpha.group)
    make.SeatHoldingFactory(seat=seat, user=member)
    client = client_for(member)
    page = client.get(at(found, "screening"))
    assert page.status_code == 200
    assert b"<textarea" not in page.content
    assert client.post(at(found, "screening"), {}).status_code == 403
