"""What people do with a plan and its actions: from opening to "did it work?"."""

import datetime

from django.utils import timezone
from playwright.sync_api import expect

from actionplans.models import Action, ActionPlan
from boards.models import Group
from tests import factories as make
from tests.journeys.days import type_day

POLICE = "South Wales Police"
ASKED = "Agencies review plans whenever circumstances change"
MEASURE = "Re-audit of twenty plans: eighteen with a review"


def patient(page):
    page.set_default_timeout(20_000)
    return page


def chaired_group(stage):
    group = Group.objects.filter(board=stage.board, restricted=False)
    group = group.filter(key__contains="monitor").first() or group.first()
    chair = make.MembershipFactory(board=stage.board, role="board_member").user
    seat = make.SeatFactory(group=group, role="chair", post_en="Chair")
    make.SeatHoldingFactory(seat=seat, user=chair)
    return group, chair


def taught(stage, group):
    """A finished source with one finding and one recommendation."""
    source = make.LearningSourceFactory(
        board=stage.board, title="Thematic look at plans", lead_group=group
    )
    finding = make.FindingFactory(source=source, title="Plans did not change")
    asked = make.RecommendationFactory(
        source=source, number=1, text=ASKED, rationale="Two reviews found it"
    )
    asked.findings.set([finding])
    return source


def open_plan(page, axe, source, group):
    page.goto(f"/{source.board.slug}/plans/")
    axe(page)
    page.click("text=Open a plan")
    axe(page)
    page.click(f"a:has-text('{source.title}')")
    expect(page.locator("main")).to_contain_text(ASKED)
    axe(page)
    page.select_option("#id_monitoring_group", str(group.pk))
    page.click("button:text-is('Open the plan')")
    page.wait_for_url("**/plans/PLAN-*/")
    expect(page.locator("main")).to_contain_text("1 finding without an action")
    axe(page)


def write_action(page, axe):
    page.click("text=Add an action to recommendation 1")
    page.fill("textarea[name=text]", "Ask at every review what has changed")
    type_day(page, "due_on", timezone.localdate() + datetime.timedelta(60))
    page.fill("input[name=responsible]", "Head of public protection")
    page.select_option("select[name=agency]", label=POLICE)
    page.fill("textarea[name=intended_outcome]", "Plans follow what happens")
    page.fill("textarea[name=measure]", MEASURE)
    page.get_by_label("Give people a tool or form").check()
    axe(page)
    page.click("button:text-is('Save')")
    page.wait_for_url("**/plans/PLAN-*/")
    expect(page.locator("main")).not_to_contain_text("without an action")
    expect(page.locator("main")).to_contain_text(MEASURE)


def agree(page, axe, group):
    page.click("a:text-is('Agree the plan')")
    expect(page.locator("h1")).to_contain_text(f"Has {group} agreed this plan?")
    axe(page)
    page.click("button:text-is('Yes, it is agreed')")
    expect(page.locator("main")).to_contain_text("Agreed")
    axe(page)
    assert ActionPlan.objects.get().state == "agreed"


def goto(page, action, part=""):
    page.goto(action.get_absolute_url() + part)


def update(page, axe, action):
    goto(page, action)
    axe(page)
    page.click("a:text-is('Update')")
    axe(page)
    page.fill("textarea[name=text]", "Three of four teams ask it now")
    page.get_by_label("G – On track").check()
    page.click("button:text-is('Save the update')")
    expect(page.locator(".moj-timeline")).to_contain_text("Three of four teams")


def extend(page, axe, action):
    page.click("a:text-is('Extend the date')")
    type_day(page, "new_due_on", action.due_on + datetime.timedelta(30))
    page.fill("textarea[name=reason]", "The fourth team moves house")
    axe(page)
    page.click("button:text-is('Extend')")
    expect(page.locator("main")).to_contain_text("Extended once")


def report_done(page, axe, action):
    """The three questions open with "done", and hold it back until answered."""
    page.click("a:text-is('Update')")
    page.fill("textarea[name=text]", "All four teams ask it")
    page.get_by_label("D – Done, impact not shown yet").check()
    page.fill("textarea[name=how_much]", "Four teams, 61 people")
    page.click("button:text-is('Save the update')")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    axe(page)
    page.fill("textarea[name=how_well]", "Nine in ten find it useful")
    page.fill("textarea[name=difference]", "Too early; the re-audit will tell")
    page.click("button:text-is('Save the update')")
    expect(page.locator("main")).to_contain_text("The group looks again on")
    row = Action.objects.get()
    assert row.status == "done"
    assert row.review_on > row.due_on


def look(page, axe, action, found, *, retested):
    goto(page, action)
    axe(page)
    page.click("a:text-is('Review its impact')")
    page.fill("textarea[name=what_changed]", "Parents were asked what had changed")
    page.get_by_label("Audit or re-audit").check()
    if retested:
        page.get_by_label("The measure was tested again").check()
        page.fill("textarea[name=measure_result]", "Eighteen of twenty")
    page.get_by_label(found).check()
    axe(page)
    page.click("button:text-is('Record what was found')")
    page.wait_for_url("**/actions/ACT-*/")


def refused_untested(page, axe, action):
    """Nobody says embedded without testing the measure again."""
    goto(page, action, "impact/")
    page.fill("textarea[name=what_changed]", "Much")
    page.get_by_label("Audit or re-audit").check()
    page.get_by_label("It made the difference it was meant to").check()
    page.click("button:text-is('Record what was found')")
    expect(page.locator(".govuk-error-summary")).to_contain_text(
        "Say what the measure shows now"
    )
    axe(page)


def timeline(page, axe, action):
    """Everything said stands there, the last first."""
    titles = page.locator(".moj-timeline__title").all_inner_texts()
    assert titles == [
        "Impact reviewed",
        "Impact reviewed",
        "Reported done",
        "Due date extended",
        "Progress: On track",
        "Action written",
    ]
    axe(page)
