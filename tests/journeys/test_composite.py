"""An officer's afternoon with the composite plan, up to the board's paper."""

import datetime
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import expect

from actionplans.models import Action, ActionUpdate, SavedView
from actionplans.services.editing import edit_action
from actionplans.services.plans import add_action, agree_plan, open_plan
from boards.models import Group
from tests import factories as make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
POLICE, COUNCIL = "South Wales Police", "Bridgend County Borough Council"
FORM = [
    "Action", "Timescale", "Responsible", "Intended Outcome",
    "How will we measure the Outcome?", "Progress",
]  # fmt: skip


@pytest.mark.requirement("CTM-50", "CTM-56", "HAR-29")
def test_an_officers_afternoon(scene, steps, open_page, worker, tmp_path):
    stage = scene("cwm-taf-morgannwg", [POLICE, COUNCIL])
    actions = plans(stage)
    page = open_page(stage.officer)
    keep_a_view(steps, page)
    assign(stage, steps, page, actions)
    book = take_away(page)
    write(book, actions)
    somebody_else(stage, actions)
    bring_back(steps, page, book, actions, tmp_path)
    board_paper(steps, page)


def plans(stage) -> list[Action]:
    """Two agreed plans with six actions, half of them late."""
    group = Group.objects.filter(board=stage.board, restricted=False).first()
    made, today = [], timezone.localdate()
    for number in range(2):
        source = make.LearningSourceFactory(board=stage.board, lead_group=group)
        plan = open_plan(
            board=stage.board, by=stage.officer, source=source,
            title=f"Review {number + 1}", monitoring_group=group,
        )  # fmt: skip
        for at in range(3):
            days = -30 if number == 0 else 60
            made.append(
                add_action(
                    plan=plan, by=stage.officer, text=f"Step {at + 1} of {number + 1}",
                    due_on=today + datetime.timedelta(days), measure="Re-audit",
                    recommendation_text="Agree one protocol", agency=stage.agencies[0],
                )
            )  # fmt: skip
        agree_plan(plan=plan, by=stage.officer)
    return made


def keep_a_view(steps, page):
    page.goto("/cwm-taf-morgannwg/actions/")
    steps.axe(page)
    expect(page.locator("main")).to_contain_text("6 actions")
    page.select_option("#id_exception", "late")
    page.click("button:text-is('Show')")
    expect(page.locator("main")).to_contain_text("3 actions")
    expect(page.locator("table.composite .govuk-tag--red")).to_have_count(3)
    steps.axe(page)
    page.click("text=Save this view")
    steps.axe(page)
    page.fill("#id_name", "What is late")
    page.click("button:text-is('Save view')")
    expect(page.locator("main")).to_contain_text("What is late")
    assert SavedView.objects.get().query == "exception=late"


def assign(stage, steps, page, actions):
    """All that is late gets an owner and a later date; first shown, then done."""
    page.click("button:has-text('Change all 3 actions')")
    steps.axe(page)
    owner = stage.person(stage.agencies[0], "agency_lead")
    page.select_option("#id_owner", str(owner.pk))
    day = timezone.localdate() + datetime.timedelta(120)
    for part in ("day", "month", "year"):
        page.fill(f"#id_due_on_{part}", str(getattr(day, part)))
    page.fill("#id_reason", "Agreed by the monitoring group")
    page.click("button:text-is('Show what would change')")
    expect(page.locator("main")).to_contain_text("3 actions would change")
    steps.axe(page)
    assert not Action.objects.filter(owner=owner).exists()
    page.click("button:text-is('Change these 3 actions')")
    expect(page.locator("main")).to_contain_text("3 actions were changed")
    steps.axe(page)
    assert Action.objects.filter(owner=owner, extended=1).count() == 3
    for action in actions:
        action.refresh_from_db()


def take_away(page):
    page.goto("/cwm-taf-morgannwg/actions/")
    with page.expect_download() as waiting:
        page.click("a:text-is('download a workbook')")
    with open(waiting.value.path(), "rb") as file:
        return load_workbook(BytesIO(file.read()))


def write(book, actions):
    """Three rows are changed offline."""
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    for action, heading, words in (
        (actions[0], "Progress", "Two teams of four use it"),
        (actions[1], "Responsible", "Head of service"),
        (actions[2], "Intended Outcome", "Nobody waits"),
    ):
        sheet.cell(rows[action.reference], columns[heading]).value = words


def somebody_else(stage, actions):
    """... while a colleague writes the same part of one of them online."""
    edit_action(
        action=actions[1], values={"responsible": "Superintendent"},
        version=actions[1].version, by=stage.officer,
    )  # fmt: skip


def bring_back(steps, page, book, actions, tmp_path):
    book.save(tmp_path / "changed.xlsx")
    page.click("a:text-is('bring it back')")
    steps.axe(page)
    page.set_input_files("#id_file", tmp_path / "changed.xlsx")
    page.click("button:text-is('Show what would change')")
    expect(page.locator(".conflict")).to_have_count(1)
    expect(page.locator(".conflict")).to_contain_text("Superintendent")
    expect(page.locator(".conflict")).to_contain_text("Head of service")
    steps.axe(page)
    page.click("button:text-is('Make these changes')")
    expect(page.locator("main")).to_contain_text("2 actions were changed")
    expect(page.locator("main")).to_contain_text("the words online stay")
    steps.axe(page)
    for action in actions[:3]:
        action.refresh_from_db()
    assert actions[1].responsible == "Superintendent"
    assert actions[2].intended_outcome == "Nobody waits"
    assert ActionUpdate.objects.filter(text="Two teams of four use it").count() == 1


def board_paper(steps, page):
    page.goto("/cwm-taf-morgannwg/actions/")
    page.locator("ul.ways a:text-is('Word')").click()
    steps.axe(page)
    page.click("button:text-is('Build it')")
    download = page.locator("a:has-text('Download (')")
    expect(download).to_be_visible(timeout=90_000)
    with page.expect_download() as waiting:
        download.click()
    with open(waiting.value.path(), "rb") as file:
        paper = Document(BytesIO(file.read()))
    headings = [[cell.text for cell in table.rows[0].cells] for table in paper.tables]
    assert FORM in headings
    words = "\n".join(one.text for one in paper.paragraphs)
    assert "Recommendation: Agree one protocol" in words
