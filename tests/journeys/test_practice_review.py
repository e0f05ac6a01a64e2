"""A concise child practice review in Wales: from its referral to sign-off."""

import pytest
from playwright.sync_api import expect

from frameworks.vocabulary import Clock
from reviews.models import UnsavedWords
from tests.journeys.reviewing import Reviewing, named

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TYPE = "Concise child practice review (CPR)"
COUNCIL = "Bridgend County Borough Council"
HAPPENED = "Plans stood still while the picture changed. "


@pytest.mark.requirement("CTM-8", "CTM-10", "CTM-11", "CTM-32")
def test_from_referral_to_sign_off(scene, open_page, axe):
    stage = scene("cwm-taf-morgannwg", [COUNCIL])
    officer = open_page(stage.officer)
    work = Reviewing(officer, axe, stage.board)
    signed_off(stage, work, open_page)
    work.to("outputs").expect_words("1 of 9")
    review = work.review
    assert review.source.stage == "publication"
    assert review.source.milestones.filter(met_on__isnull=False).exists()
    assert review.involvement.get(kind="family").told_back_on is None


def signed_off(stage, work, open_page):
    """Walk a new review to its sign-off. Other journeys go on from here."""
    set_up(stage, work)
    reviewer = review_it(stage, work, open_page)
    report(work, reviewer)
    work.move("publication")


def set_up(stage, work):
    """Referral, screening, decision, scope, panel."""
    work.open(TYPE, "How plans keep up with a family", "Two agencies saw change late.")
    work.move("screening")
    work.refused("decision", "Answer every criterion: 5 are left.")
    work.answer_criteria("From the referral and the first look at records.")
    work.expect_words("The answers point to: the legal test is met.")
    work.move("decision")
    work.refused("set_up", "Record a decision to review first.")
    work.decide("review", test="yes", reason="The test is met and we can learn.")
    work.write_scope(
        "Twelve months before the referral, in two agencies.",
        "One event and short timelines answer the questions.",
        "A systems approach with practitioners.",
    )
    work.beside("Criminal investigation or trial", "It waits for this review")
    work.move("set_up")
    assert work.review.source.dates.filter(clock=Clock.COMMISSIONED).exists()


def review_it(stage, work, open_page):
    """Panel, family, practitioners, learning event. Gives the reviewer's own page."""
    named(work.review, "chair", stage.officer)
    reviewer = named(work.review, "reviewer", stage.officer)
    work.move("review")
    theirs = work.seen_by(open_page(reviewer))
    theirs.offer_family("Surviving child or sibling", "One worker for each family.")
    theirs.invite("Health visitor", contribution="Where the handover broke.")
    theirs.invite("Social worker", agency=COUNCIL, contribution="How visits changed.")
    work.move("learning_event")
    theirs.hold_event("Handover between teams is the theme.")
    theirs.expect_words("Health visitor: Took part")
    work.tick("Learning event", "Minutes of the event")
    work.move("report")
    return theirs


def report(work, reviewer):
    """The reviewer writes; a page closed too soon loses nothing."""
    closed_too_soon(reviewer)
    reviewer.write_report(why_it_happened="Handover was nobody's task.")
    work.refused("sign_off", "The report does not say what will be done yet.")
    reviewer.write_report(what_will_be_done="Each plan has a day of review.")
    reviewer.expect_words("The report says all three")
    reviewer.find("Plans stood still", "Plans did not change.", themes="handover")
    work.refused("sign_off", "Answer every principle: 8 are left.")
    reviewer.keep_principles("Minutes of the panel.", not_kept=[7])
    work.move("sign_off")


def closed_too_soon(reviewer):
    page = reviewer.to("report").page
    page.locator("#id_what_happened").press_sequentially(HAPPENED)
    expect(page.locator("#autosave-status")).to_contain_text("Kept for you at")
    reviewer.to("report")
    reviewer.expect_words("have not saved it")
    expect(page.locator("#id_what_happened")).to_have_value(HAPPENED)
    reviewer.press("Save")
    assert reviewer.review.what_happened == HAPPENED.strip()
    assert not UnsavedWords.objects.exists()
