"""A recommendation from its first word to its reply on the golden thread."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories as make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OLD = "Supervision records every challenge to an optimistic assessment of neglect"
NEW = "Neglect: supervision must challenge optimistic assessments and record it"


@pytest.fixture
def said_before(world):
    """The board said it before, and nothing ever showed that it helped."""
    side = world.alpha
    row = make.RecommendationFactory(
        source=side.source, text=OLD, addressee_agency=side.agency,
        response="accepted", issued_at=timezone.now(), issued_by=side.officer,
    )  # fmt: skip
    make.ActionFactory(plan=side.plan, recommendation=row, status="done")
    return side


def at(name, *args):
    return reverse(f"learning:{name}", args=["alpha", *args])


def test_a_recommendation_from_word_to_reply(said_before, open_page, axe):
    side, reference = said_before, said_before.review.source.reference
    officer = open_page(side.officer)
    write(side, officer, axe, reference)
    issue(officer, axe, reference)

    lead = open_page(side.lead)
    refuse(lead, axe)

    officer.goto(at("findings", reference))
    axe(officer)
    expect(officer.locator("main")).to_contain_text("We have no such records")
    officer.goto(at("thread", reference))
    axe(officer)
    expect(officer.locator(".thread").first).to_contain_text("Not accepted")
    officer.set_viewport_size({"width": 375, "height": 800})
    wide = "document.documentElement.scrollWidth - window.innerWidth"
    assert officer.evaluate(wide) <= 0


def write(side, page, axe, reference):
    page.goto(at("recommendation-add", reference))
    axe(page)
    page.fill("#id_text", "Agencies ensure")
    page.locator("#id_text").press_sequentially(f" {NEW}", delay=5)
    expect(page.locator("#alike")).to_contain_text(OLD, timeout=8000)
    expect(page.locator("#alike")).to_contain_text("Impact was never shown")
    axe(page)
    page.select_option("#id_addressee_agency", label=str(side.agency))
    page.click("button:text-is('Save'):not([aria-hidden])")
    expect(page.locator("main")).to_contain_text(NEW)
    page.goto(at("recommendations"))
    axe(page)


def issue(page, axe, reference):
    page.goto(at("recommendations-issue", reference))
    axe(page)
    for box in page.locator("input[name=chosen]").all():
        box.uncheck()
    page.get_by_label(NEW).check()
    page.click("button:text-is('Issue them now')")
    expect(page.locator("main")).to_contain_text("1 recommendation is issued")


def refuse(lead, axe):
    lead.goto(at("recommendations"))
    axe(lead)
    lead.click(f"a:has-text('{NEW[:30]}')")
    lead.click("main a:has-text('Reply')")
    axe(lead)
    lead.get_by_label("Not accepted").check()
    lead.click("button:text-is('Send the reply')")
    expect(lead.locator(".govuk-error-summary")).to_contain_text("Give the reason")
    lead.fill("#id_response_reason", "We have no such records.")
    lead.click("button:text-is('Send the reply')")
    expect(lead.locator("main")).to_contain_text("The reply is recorded")
    axe(lead)
