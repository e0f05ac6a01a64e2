"""Section 135 in Cwm Taf Morgannwg: from issuing to the development day's paper."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from audits.models import AgencyReturn, Answer, Round

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
POLICE, COUNCIL = "South Wales Police", "Bridgend County Borough Council"
NAME = "Section 135 Partner Agency Compliance Audit"
KEYS = ["s5-1", "s5-2", "s5-3", "s5-4", "s5-5"]


def status(page):
    return page.locator("#autosave-status")


@pytest.mark.requirement("CTM-43", "CTM-44", "CTM-45", "CTM-46")
def test_a_whole_round(scene, steps, open_page, worker, tagged):
    stage = scene("cwm-taf-morgannwg", [POLICE, COUNCIL])
    officer = open_page(stage.officer)
    round_url = issue(stage, steps, officer)
    police, council = stage.agencies

    return_url = answer_together(stage, steps, open_page, police)
    sign_off(stage, steps, open_page, police, return_url)
    answer_alone(stage, steps, open_page, council)

    officer = open_page(stage.officer)  # all sessions ended above
    moderate(steps, officer)
    reply(stage, steps, open_page, police)
    compare(steps, officer, round_url)
    paper = steps.build(officer, "Development day pack (PDF)")
    assert tagged(paper) >= 1


def issue(stage, steps, officer):
    due = timezone.localdate() + datetime.timedelta(21)
    steps.prepare(officer, stage.board, NAME, due=due, tick=[POLICE, COUNCIL])
    expect(officer.locator("main")).to_contain_text("2 agencies will be asked 5")
    url = steps.issue(officer)
    assert Round.objects.get().returns.count() == 2
    assert not Answer.objects.exists()
    return url


def answer_together(stage, steps, open_page, agency):
    """A lead and a colleague: a conflict and an ended session in the middle."""
    lead = open_page(stage.person(agency, "agency_lead"))
    url = steps.open_return(lead)
    conflict(stage, open_page, agency, lead, url)
    lead = ended_session(stage, open_page, agency, lead, url)
    for key in KEYS:
        lead.goto(f"{url}question/{key}/")
        position = Answer.objects.filter(question__key=key).values_list("position")
        words = position.first()[0] if position else f"We do {key} each month."
        steps.rate(lead, "amber" if key == "s5-3" else "green", words, f"Paper {key}")
        steps.axe(lead)
    steps.check_and_send(lead, url, "Send to my executive for sign-off")
    return url


def conflict(stage, open_page, agency, lead, url):
    colleague = open_page(stage.person(agency, "agency_contributor"))
    for page in (lead, colleague):
        page.goto(f"{url}question/s5-1/")
    lead.fill("#id_position", "Reviews reach every team.")
    expect(status(lead)).to_contain_text("Saved at", timeout=8000)
    colleague.fill("#id_position", "Night staff get a briefing.")
    expect(status(colleague)).to_contain_text("saved", timeout=8000)
    colleague.click("text=Compare the two")
    colleague.check("#both-position")
    colleague.click("text=Save as a new version")
    colleague.wait_for_url("**/question/s5-1/")
    text = Answer.objects.get(question__key="s5-1").position
    assert "Reviews reach every team." in text
    assert "Night staff get a briefing." in text


def ended_session(stage, open_page, agency, lead, url):
    lead.goto(f"{url}question/s5-2/")
    lead.fill("#id_position", "Actions have owners.")
    expect(status(lead)).to_contain_text("Saved at", timeout=8000)
    Session.objects.all().delete()
    lead.fill("#id_position", "Actions have owners and dates.")
    expect(status(lead)).to_contain_text("signed out", timeout=8000)
    again = open_page(stage.person(agency, "agency_lead"))
    again.goto(f"{url}question/s5-2/")
    expect(again.locator("#id_position")).to_have_value(
        "Actions have owners and dates."
    )
    again.click("button:text-is('Save')")
    again.wait_for_load_state()
    return again


def sign_off(stage, steps, open_page, agency, url):
    executive = open_page(stage.person(agency, "agency_executive"))
    executive.goto(f"{url}sign-off/")
    steps.axe(executive)
    executive.click("button:text-is('Sign off and send to the board')")
    expect(executive.locator("h1")).to_have_text("The board has your return")
    steps.axe(executive)
    sent = AgencyReturn.objects.get(agency=agency)
    assert sent.state == "submitted"
    assert sent.improvements.get().state == "draft"


def answer_alone(stage, steps, open_page, agency):
    lead = open_page(stage.person(agency, "agency_lead"))
    url = steps.open_return(lead)
    for key in KEYS:
        lead.goto(f"{url}question/{key}/")
        steps.rate(lead, "green", f"In place: {key}.", f"Minutes {key}")
    steps.check_and_send(lead, url, "Send to my executive for sign-off")
    executive = open_page(stage.person(agency, "agency_executive"))
    executive.goto(f"{url}sign-off/")
    executive.click("button:text-is('Sign off and send to the board')")
    executive.wait_for_url("**/receipt/")


def moderate(steps, officer):
    sent = AgencyReturn.objects.get(agency__name_en=POLICE)
    officer.goto(f"/cwm-taf-morgannwg/returns/{sent.reference}/moderation/")
    steps.axe(officer)
    officer.locator("a:has-text('Moderate')").nth(1).click()
    steps.axe(officer)
    officer.locator("input[name=level]").nth(2).check()
    officer.locator("main textarea").first.fill("The evidence describes activity.")
    officer.click("button:text-is('Record')")
    expect(officer.locator("main")).to_contain_text("The evidence describes activity.")


def reply(stage, steps, open_page, agency):
    sent = AgencyReturn.objects.get(agency=agency)
    lead = open_page(stage.person(agency, "agency_lead"))
    lead.goto(f"/cwm-taf-morgannwg/returns/{sent.reference}/moderation/")
    steps.axe(lead)
    lead.locator("a:has-text('Reply')").first.click()
    lead.locator("main textarea").first.fill("A re-audit is booked.")
    lead.locator("main form button").first.click()
    expect(lead.locator("main")).to_contain_text("A re-audit is booked.")


def compare(steps, officer, round_url):
    officer.goto(f"{round_url}analysis/")
    steps.axe(officer)
    table = officer.locator("table.matrix")
    expect(table.locator("tbody tr")).to_have_count(2)
    expect(table).to_contain_text("moderated; own: G")
