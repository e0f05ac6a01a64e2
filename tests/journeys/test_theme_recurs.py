"""A theme in Cwm Taf Morgannwg comes back and raises a thematic MAPF."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from boards.models import Group
from learning.models import LearningSource, RecurrenceNotice, Theme, ThemeResponse
from tests import factories as make
from tests.journeys.days import type_day
from tests.journeys.planning import chaired_group, patient

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
BOARD = "cwm-taf-morgannwg"
PASSAGE = "Nobody told the school what had been agreed"
ANSWER = "What was agreed faded when staff changed."


def at(path):
    return f"/{BOARD}/learning/{path}"


def click(page, words):
    page.locator("main").get_by_role("button", name=words, exact=True).click()
    page.wait_for_load_state()


@pytest.fixture
def acted_on(scene):
    """A theme of the board's own list, with an action that was embedded."""
    stage = scene(BOARD)
    group, chair = chaired_group(stage)
    talg = Group.objects.get(board=stage.board, key="training_and_learning_group")
    seat = make.SeatFactory(group=talg, role="chair", post_en="Chair")
    make.SeatHoldingFactory(seat=seat, user=chair)
    theme = Theme.objects.filter(board=stage.board).current().first()
    source = make.LearningSourceFactory(board=stage.board, lead_group=group)
    finding = make.FindingFactory(source=source)
    make.ThemeTagFactory(theme=theme, finding=finding, by=stage.officer)
    plan = make.ActionPlanFactory(
        board=stage.board, source=source, monitoring_group=group, state="agreed",
        agreed_by=stage.officer, agreed_at=timezone.now(), created_by=stage.officer,
    )  # fmt: skip
    make.ActionFactory(plan=plan, finding=finding, status="blue")
    again = make.LearningSourceFactory(
        board=stage.board, lead_group=group, title="What this year's audit found"
    )
    return stage, group, chair, theme, again


@pytest.mark.requirement("CTM-47", "CTM-48", "CTM-49")
def test_a_theme_recurs_and_raises_a_thematic_mapf(acted_on, open_page, axe):
    stage, group, chair, theme, again = acted_on
    officer, at_chair = patient(open_page(stage.officer)), patient(open_page(chair))

    confirm(officer, axe, theme, again)
    assert RecurrenceNotice.objects.get().theme == theme
    answer(officer, axe, theme)
    raised = raise_forum(officer, axe, group)
    opened = open_mapf(officer, axe)
    raised.refresh_from_db()
    assert raised.source == opened
    follow_back(officer, axe, theme, opened, raised)
    report(officer, at_chair, axe)


def confirm(page, axe, theme, source):
    """A passage of this year's audit is about it again."""
    page.goto(at(f"{source.reference}/themes/"))
    axe(page)
    page.get_by_label("The passage").fill(PASSAGE)
    page.get_by_label("Theme", exact=True).select_option(label=theme.name)
    click(page, "Add the theme")
    page.goto("/your-work/")
    axe(page)
    page.get_by_text("1 theme came back and waits for an answer").click()
    axe(page)


def answer(page, axe, theme):
    page.locator("main table").get_by_role("link", name=theme.name).click()
    axe(page)
    page.get_by_role("button", name="Answer it").click()
    axe(page)
    page.locator("#id_answer").fill(ANSWER)
    page.get_by_label("Thematic forum or review").check()
    click(page, "Save")


def raise_forum(page, axe, group):
    axe(page)
    expect(page.locator("#id_reason")).to_have_value(ANSWER)
    expect(page.get_by_label("Thematic forum or review")).to_be_checked()
    page.locator("#id_group").select_option(label=group.name)
    type_day(page, "due_on", timezone.localdate())
    click(page, "Raise it")
    axe(page)
    return ThemeResponse.objects.get()


def open_mapf(page, axe):
    page.get_by_role("button", name="Open it: Thematic MAPF").click()
    axe(page)
    expect(page.locator("#id_summary")).to_have_value(ANSWER)
    click(page, "Open the review")
    expect(page.locator(".govuk-error-summary")).to_have_count(0)
    axe(page)
    return LearningSource.objects.get(review_type="mapf_thematic")


def follow_back(page, axe, theme, opened, raised):
    """From the MAPF up the golden thread to the theme, and down again."""
    page.goto(at(f"{opened.reference}/thread/"))
    axe(page)
    page.locator(f"main a[href='{raised.get_absolute_url()}']").first.click()
    expect(page.locator("h1")).to_have_text(theme.name)
    expect(page.locator(f"main a[href='{opened.get_absolute_url()}']")).to_be_visible()
    page.locator(f"main a[href='{theme.get_absolute_url()}']").click()
    axe(page)
    page.set_viewport_size({"width": 375, "height": 800})
    wide = "document.documentElement.scrollWidth - window.innerWidth"
    for path in ("themes/matrix/", "themes/returned/", "themes/responses/"):
        page.goto(at(path))
        axe(page)
        assert page.evaluate(wide) <= 0
    page.set_viewport_size({"width": 1280, "height": 900})


def report(officer, chair, axe):
    """The officer reports on it; TALG forwards it to the joint committee."""
    officer.goto(at("themes/reports/draft/"))
    axe(officer)
    officer.locator("#id_title").fill("Themes of the year")
    today = timezone.localdate()
    type_day(officer, "first_day", today.replace(month=1, day=1))
    type_day(officer, "last_day", today)
    click(officer, "Draft it")
    axe(officer)
    officer.get_by_role("button", name="Write what the themes say").click()
    axe(officer)
    officer.locator("#id_commentary").press_sequentially("It came back.", delay=5)
    expect(officer.locator("#autosave-status")).to_contain_text("Kept for you")
    click(officer, "Save")
    officer.get_by_role("button", name="Send it").click()
    axe(officer)
    click(officer, "Send it")
    forward(officer, chair, axe)


def forward(officer, chair, axe):
    chair.goto("/your-work/")
    chair.get_by_role("link", name="Themes of the year").click()
    axe(chair)
    chair.get_by_role("button", name="Forward it").click()
    axe(chair)
    click(chair, "Send it")
    for page in (chair, officer):
        page.reload()
        way = page.locator("main ol")
        expect(way).to_contain_text("Business unit to Training and Learning Group")
        expect(way).to_contain_text("Joint Operational Committee")
