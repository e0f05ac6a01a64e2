"""An inspection in Hartlepool: the agency logs it, the clock of its plan runs."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from boards.models import Group
from reviews.models import Review
from tests import factories as make
from tests.journeys.days import type_day

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
POLICE = "Cleveland Police"
GROUP = "Learning and Improving Practice Sub-Group"


@pytest.mark.requirement("HAR-30", "SOL-14")
def test_an_inspection_from_notice_to_plan(scene, open_page, axe):
    stage = scene("hartlepool", [POLICE])
    lead = open_page(stage.person(stage.agencies[0], "agency_lead"))
    notice = timezone.localdate() - datetime.timedelta(30)
    address = log_the_notice(stage, lead, axe, notice)
    make.FindingFactory(source=Review.objects.get().source)
    log_the_outcome(lead, axe, address, notice + datetime.timedelta(25))
    officer = open_page(stage.officer)
    see_the_clock(officer, axe, address)
    open_a_plan(officer, axe, address)


def log_the_notice(stage, page, axe, notice):
    page.goto(f"/{stage.board.slug}/reviews/")
    axe(page)
    page.click("text=File what your agency learnt")
    axe(page)
    page.click("text=HMICFRS inspection")
    page.fill("#id_title", "Custody inspection")
    page.fill("#id_summary", "How detained children are kept safe")
    page.fill("#id_methodology", "A week of visits and records")
    type_day(page, "notice_on", notice)
    page.get_by_label(GROUP).check()
    axe(page)
    page.click("button:text-is('File it')")
    expect(page.locator("h1")).to_have_text("Filed")
    axe(page)
    review = Review.objects.get()
    assert review.source.lead_group == Group.objects.get(name_en=GROUP)
    return f"/{stage.board.slug}/reviews/{review.reference}/"


def log_the_outcome(page, axe, address, day):
    page.goto(f"{address}inspection/")
    axe(page)
    page.fill("#id_strengths", "Calm custody suites")
    type_day(page, "outcome_on", day)
    page.click("button:text-is('Save')")
    expect(page.locator("main")).to_contain_text("The outcome is recorded")
    due = Review.objects.get().source.milestones.get().due_on
    expect(page.locator("main")).to_contain_text(f"Due {due.day} {due:%B %Y}")
    axe(page)
    for stage in ("Visit", "Outcome", "Action plan"):
        page.goto(address)
        page.click(f"a:text-is('Move on to {stage}')")
        page.click("button:text-is('Move it on')")
        page.wait_for_url(f"**{address}")
    axe(page)


def see_the_clock(page, axe, address):
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Action plan after an inspection")
    expect(page.locator("main")).to_contain_text(f"Filed by{POLICE}")
    axe(page)


def open_a_plan(page, axe, address):
    page.click("a:text-is('Start an action plan')")
    page.wait_for_load_state()
    axe(page)
    page.click("button:text-is('Open the plan')")
    expect(page.locator("main")).to_contain_text("Custody inspection")
    assert Review.objects.get().source.action_plan
    page.goto(f"{address}inspection/")
    type_day(page, "plan_sent_on", timezone.localdate())
    page.click("button:text-is('Save')")
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("on time", timeout=15_000)
