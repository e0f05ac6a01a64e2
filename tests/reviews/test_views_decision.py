"""Decisions: what they rest on, who disagreed, and that none is ever changed."""

import datetime
import uuid

import pytest

from frameworks.vocabulary import Clock
from reviews.criteria import rules_in_force
from reviews.models import Decision
from tests.reviews.opened import (
    WALES,
    WOLVERHAMPTON,
    answers,
    at,
    dated,
    opened,
    text,
)

TODAY = datetime.date.today


def sent(**changes):
    return {
        "outcome": "review",
        "test_met": "yes",
        "reason": "Agencies can learn how they work together",
        "decided_by": "Independent Chair",
        "sent_once": uuid.uuid4(),
        **dated("decided_on", TODAY()),
        **changes,
    }


@pytest.fixture
def sar(world, client_for):
    """A referral of an adult, its criteria answered: the test is not met."""
    found = opened(world.alpha, "sar", pack=WOLVERHAMPTON, stage="decision")
    rules = rules_in_force(found)
    given = answers(rules, concern_about_joint_work="not_met")
    client_for(world.alpha.officer).post(at(found, "screening"), given)
    return found


@pytest.mark.requirement("WOL-18")
def test_a_review_is_declined_with_reasons(world, client_for, sar):
    client = client_for(world.alpha.officer)
    response = client.post(
        at(sar, "decision"),
        sent(
            outcome="other_learning",
            test_met="no",
            dissent="The hospital: would rather review",
            other_learning="A practitioner forum by June",
        ),
    )
    assert response.status_code == 302
    made = sar.decisions.get()
    assert (made.outcome, made.test_met) == ("other_learning", False)
    assert made.rule_set == "safeguarding_adults_review"
    assert "Needs, concern about joint work" in made.legal_test
    assert made.criteria_said == "not_met"
    assert sar.source.dates.get(clock=Clock.DECIDED).on == TODAY()
    said = text(client.get(at(sar, "decision")))
    for words in ("Not met: Needs", "would rather review", "forum by June"):
        assert words in said


@pytest.mark.requirement("WOL-18")
def test_how_else_the_board_learns_is_said(world, client_for, sar):
    page = client_for(world.alpha.officer).post(
        at(sar, "decision"), sent(outcome="other_learning", test_met="no")
    )
    assert page.context["form"].errors == {
        "other_learning": ["Say how the board will learn."]
    }
    assert not Decision.objects.exists()


@pytest.mark.requirement("HAR-16")
def test_departing_from_the_criteria_needs_its_reason(world, client_for, sar):
    client = client_for(world.alpha.officer)
    page = client.post(at(sar, "decision"), sent())
    assert "The decision says otherwise: say why." in text(page)
    assert "Agencies can learn how they work together" in text(page)
    assert not Decision.objects.exists()
    why = "Partners want to learn about self-neglect all the same"
    client.post(at(sar, "decision"), sent(departs_because=why))
    assert Decision.objects.get().departs_because == why


@pytest.mark.requirement("WOL-18")
def test_a_discretionary_review_of_an_adult_is_statutory_too(world, client_for):
    found = opened(world.alpha, "sar_discretionary", pack=WOLVERHAMPTON)
    client = client_for(world.alpha.officer)
    for name in ("screening", "decision"):
        said = text(client.get(at(found, name))).lower()
        assert "care act 2014, section 44(4)" in said
        assert "non-statutory" not in said
        assert "not statutory" not in said
    assert "<strong>Statutory</strong>" in text(client.get(at(found, "decision")))


def test_a_second_look_is_a_second_decision(world, client_for):
    found = opened(world.alpha, "cpr_concise", pack=WALES)
    client = client_for(world.alpha.officer)
    client.post(at(found, "decision"), sent(outcome="no_review", test_met="no"))
    client.post(at(found, "decision"), sent(reason="New facts came to light"))
    latest, first = found.decisions.all()
    assert (latest.reason, first.outcome) == ("New facts came to light", "no_review")
    said = text(client.get(at(found, "decision")))
    assert said.index("New facts came to light") < said.index("earlier decision")


def test_the_same_form_sent_twice_decides_once(world, client_for):
    found = opened(world.alpha, "cpr_concise", pack=WALES)
    client, once = client_for(world.alpha.officer), sent()
    for _time in range(2):
        assert client.post(at(found, "decision"), once).status_code == 302
    assert found.decisions.count() == 1


def test_a_type_without_criteria_is_decided_without_a_test(world, client_for):
    found = opened(world.alpha, "mapf_thematic", pack=WALES)
    client = client_for(world.alpha.officer)
    page = client.get(at(found, "decision"))
    assert "test_met" not in page.context["form"].fields
    assert client.post(at(found, "decision"), sent()).status_code == 302
    assert found.decisions.get().test_met is None


def test_a_day_to_come_is_refused_and_words_stay(world, client_for):
    found = opened(world.alpha, "cpr_concise", pack=WALES)
    tomorrow = TODAY() + datetime.timedelta(1)
    page = client_for(world.alpha.officer).post(
        at(found, "decision"), sent(**dated("decided_on", tomorrow))
    )
    assert "Enter a date that is today or in the past." in text(page)
    assert "Agencies can learn how they work together" in text(page)
