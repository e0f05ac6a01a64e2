"""The chair of a Welsh review group takes a review from referral to its end."""

import datetime

import pytest

from frameworks.packs import load_pack
from frameworks.vocabulary import Clock
from learning.services.stages import record_date
from reviews.models import Publication, Review
from reviews.services.deciding import record_decision
from tests import factories as make
from tests.reviews.opened import WALES, at, opened, text

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today


def answer_criteria(side, review):
    pack = load_pack(side.board.pack)
    kind = pack.review_type(review.source.review_type)
    rules = pack.rules_of(kind, review.source.opened_on)
    for criterion in rules.criteria:
        review.criteria.create(
            rule_set=rules.key,
            criterion=criterion.key,
            answer="met",
            reason="From the referral",
            by=side.chair,
        )


def decide(side, review):
    record_decision(
        review=review,
        by=side.chair,
        values={
            "outcome": "review",
            "reason": "The test is met",
            "decided_on": TODAY(),
            "decided_by": "Chair of the group",
        },
    )
    Review.objects.filter(pk=review.pk).update(
        scope="Two years", proportionality="Three agencies, one event"
    )


def appoint(side, review):
    for role in ("chair", "reviewer", "reviewer"):
        review.panel.create(
            user=make.UserFactory(),
            role=role,
            declaration="independent",
            appointed_by=side.officer,
        )


def invite(side, review):
    said = {"offered_on": TODAY(), "by": side.chair}
    review.involvement.create(kind="family", relationship="parent", **said)
    review.involvement.create(kind="practitioner", role="Social worker", **said)


def hold_event(side, review):
    record_date(
        source=review.source, clock=Clock.LEARNING_EVENT, on=TODAY(), by=side.chair
    )


def report(side, review):
    Review.objects.filter(pk=review.pk).update(
        what_happened="Signs were seen", why_it_happened="Apart", what_will_be_done="So"
    )
    make.FindingFactory(source=review.source)
    for number, _words in enumerate(load_pack(side.board.pack).board.principles):
        review.principles.create(
            number=number, text="As worded", met=True, evidence="Seen", by=side.chair
        )


def publish(side, review):
    Publication.objects.create(
        review=review,
        choice="withhold",
        reason="One family would be known",
        approver="Chair",
        decided_on=TODAY(),
        by=side.chair,
    )


def plan(side, review):
    made = make.ActionPlanFactory(
        board=side.board,
        source=review.source,
        monitoring_group=side.group,
        state="agreed",
        agreed_by=side.chair,
        agreed_at=review.source.events.first().at,
        created_by=side.chair,
    )
    make.ActionFactory(plan=made, agency=side.agency, status="withdrawn")


# Each stage: what fills what its way on needs, and where that way leads.
STEPS = [
    (None, "screening"),
    (answer_criteria, "decision"),
    (decide, "set_up"),
    (appoint, "review"),
    (invite, "learning_event"),
    (hold_event, "report"),
    (report, "sign_off"),
    (None, "publication"),
    (publish, "action_plan"),
    (plan, "monitoring"),
    (None, "closed"),
]


@pytest.mark.requirement("CTM-32", "CTM-50", "HAR-2")
@pytest.mark.parametrize("key", ["apr_concise", "cpr_extended", "dhr"])
def test_the_chair_runs_a_review_through_its_stages(key, world, client_for):
    side, client = world.alpha, client_for(world.alpha.chair)
    review = opened(side, key, pack=WALES)

    for fill, to in STEPS:
        review = Review.objects.get(pk=review.pk)
        before = review.source.stage
        url = at(review, "review-move", to)
        if fill:
            refused = client.post(url, {"seen": before})
            assert refused.status_code == 200, f"{before} left too soon"
            fill(side, review)
        moved = client.post(url, {"seen": before})
        assert moved.status_code == 302, text(moved)

    review = Review.objects.get(pk=review.pk)
    assert (review.source.stage, review.source.closed_on) == ("closed", TODAY())
    assert [event.by for event in review.source.events.all()][1:] == [side.chair] * 11
    page = client.get(review.get_absolute_url())
    assert "Nothing is left to do here" in text(page)
    assert {step.state for step in page.context["strip"]} == {"done", "current"}
