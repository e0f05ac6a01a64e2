"""A child practice review in Wales, from referral to what changed for families."""

import datetime

import pytest
import time_machine
from playwright.sync_api import expect

from actionplans.models import Action
from frameworks.vocabulary import Clock
from reviews.models import UnsavedWords
from tests import factories as make
from tests.journeys import planning
from tests.journeys.planning import ASKED, POLICE, chaired_group, patient
from tests.journeys.reviewing import Reviewing, named

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TYPE = "Concise child practice review (CPR)"
COUNCIL = "Bridgend County Borough Council"
HAPPENED = "Plans stood still while the picture changed. "
PUBLIC, RESPONSE = "When plans stand still", "The board accepts every finding."


@pytest.mark.requirement("CTM-8", "CTM-10", "CTM-11", "CTM-12", "CTM-32")
@pytest.mark.requirement("CTM-33", "CTM-51", "CTM-56", "HAR-18", "SOL-2", "WOL-6")
def test_from_referral_to_what_changed(scene, open_page, axe):
    """Done is not embedded: it closes once the measure was tested again."""
    stage = scene("cwm-taf-morgannwg", [COUNCIL, POLICE])
    work = Reviewing(open_page(stage.officer), axe, stage.board)
    signed_off(stage, work, open_page)
    outputs_and_milestones(work)
    public = published(stage, work, open_page)
    chair = planned(stage, work)
    action = Action.objects.get()
    done_by_its_agency(stage, open_page, axe, action)
    with time_machine.travel(at(Action.objects.get().review_on), tick=True):
        assert public.goto(public.url).status == 404, "its twelve weeks are over"
        work.page = patient(open_page(stage.officer))
        work.refused("closed", "1 actions are not embedded yet.")
        embedded(open_page, axe, action, chair)
        changed(work)
        work.move("closed")


def at(day):
    return datetime.datetime.combine(day, datetime.time(10), datetime.UTC)


def outputs_and_milestones(work):
    work.to("outputs").expect_words("1 of 9")
    review = work.review
    assert review.source.stage == "publication"
    assert review.source.milestones.filter(met_on__isnull=False).exists()
    assert review.involvement.get(kind="family").told_back_on is None


def published(stage, work, open_page):
    """Decided by one officer, screened by another. Gives the public's own page."""
    work.refused("action_plan", "Decide on publication first.")
    work.decide_publication(PUBLIC, RESPONSE)
    second = make.MembershipFactory(board=stage.board, role="business_unit").user
    work.seen_by(open_page(second)).screen_publication()
    public = open_page()
    read_by_nobody(work, public)
    work.to("publication").press("Approve and publish")
    work.axe(work.page)
    public.reload()
    work.axe(public)
    public.click(f"text={PUBLIC}")
    for words in (HAPPENED.strip(), RESPONSE):
        expect(public.locator("main")).to_contain_text(words)
    work.axe(public)
    work.move("action_plan")
    return public


def read_by_nobody(work, public):
    public.goto(f"/{work.board.slug}/public/reviews/")
    expect(public.locator("main")).to_contain_text("Nothing is published")
    work.axe(public)


def planned(stage, work):
    """A recommendation becomes a plan with an action, agreed. Gives the chair."""
    work.recommend(ASKED, agency=POLICE)
    work.refused("monitoring", "Agree an action plan")
    group, chair = chaired_group(stage)
    planning.open_plan(work.page, work.axe, work.review.source, group)
    planning.write_action(work.page, work.axe)
    planning.agree(work.page, work.axe, group)
    work.move("monitoring")
    return chair


def done_by_its_agency(stage, open_page, axe, action):
    lead = patient(open_page(stage.person(action.agency, "agency_lead")))
    planning.update(lead, axe, action)
    planning.extend(lead, axe, action)
    planning.report_done(lead, axe, action)
    lead.close()


def embedded(open_page, axe, action, chair):
    """Looked at twice on the day the group set: only the tested measure shows it."""
    page = patient(open_page(chair))
    planning.look(page, axe, action, "Some difference: look again", retested=False)
    expect(page.locator("main")).to_contain_text("Done, impact not shown yet")
    planning.refused_untested(page, axe, action)
    made = "It made the difference it was meant to"
    planning.look(page, axe, action, made, retested=True)
    expect(page.locator(".action-status")).to_contain_text("Embedded")
    assert Action.objects.get().status == "blue"
    planning.timeline(page, axe, action)


def changed(work):
    """From the referral down to the change, on one page."""
    work.thread()
    for words in (
        work.review.source.title,
        "Plans stood still",
        ASKED,
        "Ask at every review what has changed",
        "Parents were asked what had changed",
        "Eighteen of twenty",
    ):
        expect(work.page.locator(".thread").first).to_contain_text(words)


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
