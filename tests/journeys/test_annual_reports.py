"""Annual reports of a Welsh regional board, an English children's partnership and a
joint board: begun, each item of the law present or flagged, edited, frozen."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from actionplans.models import ImpactReview
from boards.models import Group
from reporting.models import AnnualReport
from tests import factories as make

ITEMS = {"cwm-taf-morgannwg": 13, "solihull": 12, "wolverhampton": 19}


def a_year(scene):
    """A published review with a lesson, a refusal, an action that was looked at."""
    board, officer = scene.board, scene.officer
    today = timezone.localdate()
    first = today.replace(year=today.year - (today.month < 4), month=4, day=1)
    day = first - datetime.timedelta(120)
    then = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    group = Group.objects.filter(board=board, restricted=False).first()
    source = make.LearningSourceFactory(
        board=board, kind="practice_review", title="Review of visits",
        lead_group=group, audience="board", opened_on=day, published_on=day,
        closed_on=day,
    )  # fmt: skip
    make.ReviewFactory(source=source, board=board)
    make.FindingFactory(source=source, kind="lesson", title="Ask again in a month")
    make.RecommendationFactory(
        source=source, text="Pay for a second worker", addressee="A ministry",
        issued_at=then, issued_by=officer, response="refused",
        response_reason="No budget this year", responded_at=then, responded_by=officer,
    )  # fmt: skip
    plan = make.ActionPlanFactory(
        board=board, source=source, monitoring_group=group, state="agreed",
        agreed_by=officer, agreed_at=then, created_by=officer,
    )  # fmt: skip
    action = make.ActionFactory(
        plan=plan, status="blue", status_on=day, created_at=then
    )
    ImpactReview.objects.create(
        action=action, held_on=day, measure_retested=True, measure_result="84%",
        strands=["audit"], difference="embedded", by=officer,
        what_changed="Families are asked twice",
    )  # fmt: skip


@pytest.mark.requirement("CTM-13")
@pytest.mark.parametrize("slug", ITEMS)
def test_an_annual_report_is_begun_edited_and_frozen(scene, open_page, axe, slug):
    made = scene(slug)
    a_year(made)
    page = open_page(made.officer)
    page.set_default_timeout(20000)
    report = begin(page, axe, slug)
    each_item_is_there_or_flagged(page, slug)
    edit_first_words(page, axe, report)
    page.goto(report.get_absolute_url())
    page.click("button:text-is('Draw again from the records')")
    page.click("button:text-is('Freeze the figures')")
    expect(page.get_by_text("Figures frozen").first).to_be_visible()
    axe(page)
    for link in ("Timetable", "Contributions"):
        page.goto(report.get_absolute_url())
        page.locator("dl").get_by_role("link", name=link).click()
        axe(page)
    page.click("a:text-is('Ask agencies')")
    axe(page)
    page.click("button:text-is('Ask them')")
    expect(page.get_by_text("have not given yet").first).to_be_visible()


def begin(page, axe, slug) -> AnnualReport:
    page.goto(f"/{slug}/annual-reports/")
    axe(page)
    page.click("text=Begin an annual report")
    axe(page)
    page.click("button:text-is('Begin and draft it')")
    page.wait_for_url("**/annual-reports/AR-*/")
    axe(page)
    return AnnualReport.objects.get(board__slug=slug)


def each_item_is_there_or_flagged(page, slug):
    rows = page.locator("#checklist tbody tr")
    expect(rows).to_have_count(ITEMS[slug])
    said = page.locator("#to-look-at + ul").inner_text()
    for row in rows.all():
        item = row.locator("th").inner_text().split("\n")[0]
        state = row.locator("td").last.inner_text()
        assert (item in said) == ("Answered" not in state), item


def edit_first_words(page, axe, report):
    sections = report.sections.filter(blocks__drawn_by="refusals-words")
    block = sections.get().blocks.get(drawn_by="refusals-words")
    place = f"{report.get_absolute_url()}sections/{block.section_id}/"
    page.goto(place)
    axe(page)
    expect(page.get_by_text("No budget this year").first).to_be_visible()
    page.locator(f"#block-{block.pk}").get_by_role("link", name="Edit").click()
    axe(page)
    page.fill("#id_text_en", "We did **not** accept one, as there was no budget.")
    expect(page.locator("#preview strong")).to_have_text("not")
    page.click("button:text-is('Save')")
    page.wait_for_url(f"**/sections/{block.section_id}/*")
    expect(page.locator(f"#block-{block.pk}")).to_contain_text("Written by hand")
    page.locator(f"#block-{block.pk}").get_by_role("link", name="History").click()
    expect(page.locator("h1")).to_have_text("History of the block")
    axe(page)
