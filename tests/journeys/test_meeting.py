"""A chair walks forty actions on the screen, by keyboard; the record is there after."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from actionplans.models import Action, MeetingRecord
from tests import factories as make
from tests.journeys.planning import chaired_group, patient, taught

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
DAY = datetime.timedelta(days=1)


def forty_actions(stage, group, chair):
    """Thirty go well, six are late, three unmeasured, one never shown to work."""
    today = timezone.localdate()
    plan = make.ActionPlanFactory(
        board=stage.board,
        source=taught(stage, group),
        monitoring_group=group,
        state="agreed",
        agreed_by=stage.officer,
        agreed_at=timezone.now(),
        created_by=stage.officer,
    )
    make.ActionFactory.create_batch(30, plan=plan, status="green")
    late = {"status": "green", "due_on": today - 9 * DAY}
    make.ActionFactory.create_batch(6, plan=plan, **late)
    make.ActionFactory.create_batch(3, plan=plan, measure="", text="Nobody measures it")
    gone = today - DAY
    make.ActionFactory(plan=plan, status="done", due_on=gone, review_on=gone)


def begin(page, axe, stage, group):
    page.goto(f"/{stage.board.slug}/actions/")
    page.goto(f"/{stage.board.slug}/meetings/")
    axe(page)
    page.click("text=Begin a meeting")
    page.get_by_label(str(group), exact=True).check()
    axe(page)
    page.click("button:text-is('Begin')")
    expect(page.locator("main")).to_contain_text("Action 1 of 40")
    axe(page)


@pytest.mark.requirement("CTM-33", "CTM-51")
def test_a_chair_walks_forty_actions(scene, open_page, axe):
    stage = scene("cwm-taf-morgannwg")
    group, chair = chaired_group(stage)
    forty_actions(stage, group, chair)
    page = patient(open_page(chair))
    begin(page, axe, stage, group)
    expect(page.locator("main")).to_contain_text("Late")

    page.fill("#id_text", "The lead has moved; the deputy takes it on")
    page.get_by_label("A – At risk").check()
    page.click("button:text-is('Record and go on')")
    expect(page.locator("main")).to_contain_text("Action 2 of 40")
    page.click("button:text-is('Nothing to record')")
    expect(page.locator("main")).to_contain_text("Action 3 of 40")

    page.locator("h1").click()
    page.keyboard.press("ArrowRight")
    expect(page.locator("main")).to_contain_text("Action 4 of 40")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("main")).to_contain_text("Action 3 of 40")
    page.fill("#id_text", "Half typed")
    page.locator("h1").click()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#id_text")).to_have_value("Half typed")

    extend(page)
    page.click("text=End the meeting")
    expect(page.locator("main")).to_contain_text("37 actions were not reached")
    page.fill("#id_note", "Three actions were discussed.")
    axe(page)
    page.click("button:text-is('End the meeting')")
    record(page, axe)
    assert MeetingRecord.objects.get().ended_at
    assert Action.objects.filter(status="amber").count() == 1


def extend(page):
    """Refused without a reason, with every word kept; then recorded."""
    for part, typed in (("day", "1"), ("month", "3"), ("year", "2031")):
        page.fill(f"input[name=new_due_on_{part}]", typed)
    page.click("button:text-is('Record and go on')")
    expect(page.locator("main")).to_contain_text("Give the reason for more time")
    expect(page.locator("#id_text")).to_have_value("Half typed")
    page.fill("#id_reason", "Waits for the regional procedure")
    page.click("button:text-is('Record and go on')")
    expect(page.locator("main")).to_contain_text("Action 4 of 40")


def record(page, axe):
    main = page.locator("main")
    expect(main).to_contain_text("3 actions were discussed")
    expect(main).to_contain_text("The lead has moved; the deputy takes it on")
    expect(main).to_contain_text("Waits for the regional procedure")
    expect(main).to_contain_text("Not reached")
    axe(page)
