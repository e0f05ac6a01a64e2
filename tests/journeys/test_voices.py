"""People are heard, a group decides, they are told; a survey; a quarter of counts."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from boards.models import Agency, Group
from tests import factories as make
from tests.journeys.days import type_day
from voices.models import CountReturn, SurveyResult, VoiceActivity

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.requirement("HAR-12", "HAR-13", "SOL-16", "SOL-27")
def test_what_people_say_is_heard_answered_and_counted(scene, open_page, axe):
    stage = scene("solihull")
    agency = Agency.objects.serving(stage.board).order_by("pk").first()
    lead = make.MembershipFactory(
        board=stage.board, role="agency_lead", agency=agency
    ).user
    page = open_page(lead)
    heard(stage, page, axe)
    surveyed(stage, page, axe)
    officer = open_page(stage.officer)
    asked(stage, officer, axe)
    answered(stage, page, axe)
    closed(stage, officer, axe)


def heard(stage, page, axe):
    page.goto(f"/{stage.board.slug}/voices/")
    page.click("a:text-is('Record who was heard')")
    page.fill("#id_title", "Young people choose a worker")
    page.check("input[name=method][value=interview_panel]")
    page.fill("#id_group_heard", "Young people leaving care")
    type_day(page, "held_on", timezone.localdate() - datetime.timedelta(9))
    page.fill("#id_heard", "Somebody who listens")
    page.select_option("#id_rung", "hart:adult_initiated")
    page.select_option("#id_lead_group", index=1)
    axe(page)
    page.click("button:text-is('Record it')")
    expect(page.locator("main")).to_contain_text("Adult-initiated, shared decisions")
    axe(page)
    page.click("a:text-is('Put it to a group')")
    page.select_option("#id_to_group", index=1)
    page.fill("#id_reason", "Every agency appoints")
    type_day(page, "escalated_on", timezone.localdate())
    page.click("button:text-is('Put it to the group')")
    expect(page.locator("main")).to_contain_text("No outcome yet")
    page.click("a:text-is('Tell people what came of it')")
    page.fill("#id_changed", "Their question is asked each time")
    type_day(page, "told_back_on", timezone.localdate())
    page.fill("#id_told_back_how", "A visit")
    axe(page)
    page.click("button:text-is('Save')")
    expect(page.locator("main")).to_contain_text("Their question is asked each time")
    page.goto(f"/{stage.board.slug}/voices/map/")
    axe(page)
    assert VoiceActivity.objects.get().told_back_on == timezone.localdate()


def surveyed(stage, page, axe):
    page.goto(f"/{stage.board.slug}/voices/surveys/")
    page.click("a:text-is('Add a survey')")
    for name, words in {
        "title": "Health-related behaviour", "asked_by": "Public health",
        "population": "Two year groups",
    }.items():  # fmt: skip
        page.fill(f"#id_{name}", words)
    page.select_option("#id_lead_group", index=1)
    page.click("button:text-is('Save')")
    for year, percent in (("2024-25", 61), ("2025-26", 66)):
        page.click("a:text-is('Add a year')")
        page.fill("#id_year", year)
        page.click("button:text-is('Save')")
        rows = f"Year 8;I know where to get help;870;{percent}\n"
        page.fill("#id_rows", f"{rows}Year 10;I know where to get help;830;55")
        page.click("button:text-is('Save')")
    expect(page.locator("svg.chart title")).to_contain_text("Year 8: 61.0% in 2024-25")
    axe(page)
    assert SurveyResult.objects.count() == 4


def asked(stage, page, axe):
    group = Group.objects.get(board=stage.board, key="assurance_and_review_group")
    today = timezone.localdate()
    page.goto(f"/{stage.board.slug}/voices/complaints/")
    page.click("a:text-is('Ask for counts')")
    page.fill("#id_label", "Last quarter")
    type_day(page, "starts_on", today - datetime.timedelta(95))
    type_day(page, "ends_on", today - datetime.timedelta(5))
    type_day(page, "due_on", today + datetime.timedelta(10))
    expect(page.locator("#id_group")).to_have_value(str(group.pk))
    axe(page)
    page.click("button:text-is('Ask the agencies')")
    expect(page.locator("main")).to_contain_text("Not started")
    axe(page)


def answered(stage, page, axe):
    page.goto("/your-work/")
    page.click("text=Complaints and compliments, Last quarter")
    page.fill("#id_complaints", "7")
    page.fill("#id_process_child_protection", "7")
    page.fill("#id_summary", "Waiting for a first visit")
    axe(page)
    page.click("button:text-is('Save and hand in')")
    expect(page.locator("main")).to_contain_text("Handed in")
    assert CountReturn.objects.filter(state="submitted").count() == 1


def closed(stage, page, axe):
    page.reload()
    expect(page.locator("main")).to_contain_text("Waiting for a first visit")
    page.click("button:text-is('Close: the board reads the sums')")
    expect(page.locator("main")).to_contain_text("Closed")
    for name in ("", "patterns/", "lessons/", "reports/"):
        page.goto(f"/{stage.board.slug}/voices/{name}")
        axe(page)
