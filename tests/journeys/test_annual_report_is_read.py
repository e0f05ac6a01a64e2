"""A draft is read and commented, answered, signed, published; anybody reads it."""

import datetime
import os

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from reporting.models import AnnualReport
from reporting.services.annual_editions import build_edition
from tests import factories as make
from tests.fixtures.annual_reading import AnnualReportFactory, written
from tests.journeys.days import type_day
from tests.journeys.planning import patient

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
POLICE = "South Wales Police"
SHOTS = os.environ.get("LIF_SHOTS", "")


@pytest.fixture
def drafted(scene):
    """A Welsh board's draft, with a record behind its first words."""
    stage = scene("cwm-taf-morgannwg", [POLICE])
    stage.board.public_site = True
    stage.board.save()
    source = make.LearningSourceFactory(board=stage.board, title="Audit of visits")
    report = AnnualReportFactory(
        board=stage.board, title_en="Annual report 2025–26", created_by=stage.officer,
        title_cy="Adroddiad blynyddol 2025–26",
    )  # fmt: skip
    stage.report = written(report, "The board met six times.", source)
    stage.member = make.MembershipFactory(board=stage.board, role="board_member").user
    stage.second = make.MembershipFactory(board=stage.board, role="business_unit").user
    return stage


class Way:
    """One report's pages, each looked at for accessibility."""

    def __init__(self, stage, open_page, axe):
        self.stage, self.open_page, self.axe = stage, open_page, axe

    def address(self, name=""):
        slug, report = self.stage.board.slug, self.stage.report
        return f"/{slug}/annual-reports/{report.reference}/{name}"

    def page(self, user, name, **options):
        page = patient(self.open_page(user, **options))
        page.goto(self.address(name))
        self.axe(page)
        self.shoot(page, name)
        return page

    def shoot(self, page, name):
        if SHOTS:
            for width in (1280, 375):
                page.set_viewport_size({"width": width, "height": 900})
                place = f"{SHOTS}/{name.replace('/', '-')}{width}.png"
                page.screenshot(path=place, full_page=True)
            page.set_viewport_size({"width": 1280, "height": 900})


@pytest.fixture
def way(drafted, open_page, axe):
    return Way(drafted, open_page, axe)


def in_days(n):
    return timezone.localdate() + datetime.timedelta(n)


@pytest.mark.requirement("SOL-5")
def test_annual_report_is_read_signed_published_and_read_by_anybody(way, worker):
    circulated(way)
    commented(way)
    answered(way)
    asked_and_signed(way)
    agreed_and_published(way)
    read_by_anybody(way)


def circulated(way):
    page = way.page(way.stage.officer, "progress/")
    page.click("a:text-is('Circulate the draft')")
    way.axe(page)
    way.shoot(page, "circulate/")
    type_day(page, "until", in_days(14))
    page.click("button:text-is('Circulate the draft')")
    expect(page.locator("main")).to_contain_text("Board members can read it now")


def commented(way):
    page = way.page(way.stage.member, "read/", java_script_enabled=True)
    expect(page.locator("main")).to_contain_text("The board met six times")
    page.click("summary:has-text('Records behind this paragraph') >> nth=0")
    expect(page.locator("main")).to_contain_text("Audit of visits")
    page.locator(".report-block .report-add a").first.click()
    way.axe(page)
    way.shoot(page, "read-form/")
    page.fill("#id_text", "Say how many people came.")
    page.click("button:text-is('Send the comment')")
    expect(page.locator(".report-comment")).to_contain_text("Say how many people came.")
    way.axe(page)
    page.click("button:text-is('I have read it and have no more to say')")
    expect(page.locator("main")).to_contain_text("You said that you have read it")


def answered(way):
    page = way.page(way.stage.officer, "comments/")
    page.click("a:has-text('Answer it')")
    way.axe(page)
    way.shoot(page, "answer/")
    page.get_by_label("Not taken in").check()
    page.click("button:text-is('Save')")
    expect(page.locator("main")).to_contain_text("Say why it is not taken in")
    page.get_by_label("Taken in", exact=True).check()
    page.fill("#id_answer", "Added.")
    page.click("button:text-is('Save')")
    mine = way.page(way.stage.member, "read/")
    expect(mine.locator(".report-comment")).to_contain_text("Added.")


def asked_and_signed(way):
    page = way.page(way.stage.officer, "sign-off/ask/")
    for box in page.locator("input[name=agencies]").all():
        box.uncheck()
    page.get_by_label(POLICE, exact=True).check()
    type_day(page, "until", in_days(7))
    page.click("button:text-is('Ask for sign-off')")
    expect(page.locator("main")).to_contain_text("Not answered")
    signer = way.stage.person(way.stage.agencies[0], "agency_executive")
    page = way.page(signer, "sign-off/")
    page.click("a:text-is('Sign for your agency')")
    way.axe(page)
    way.shoot(page, "sign/")
    page.get_by_label("We agree it").check()
    page.click("button:text-is('Sign')")
    expect(page.locator("main")).to_contain_text("Agreed")


def agreed_and_published(way):
    page = way.page(way.stage.officer, "agree/")
    page.click("button:text-is('The board agreed it')")
    way.shoot(page, "progress-agreed/")
    page = way.page(way.stage.second, "publish/")
    page.fill("#id_note", "Names of bodies only.")
    page.click("button:has-text('Publish it')")
    expect(page.locator("main")).to_contain_text("Anybody can read it now")
    page.goto(way.address("editions/"))
    expect(page.locator(".report-edition").first).to_contain_text("Final")
    links = page.locator(".report-edition").first.locator("a:has-text('PDF')")
    expect(links).to_have_count(2, timeout=90_000)
    way.axe(page)
    way.shoot(page, "editions/")


def read_by_anybody(way):
    page = way.open_page(java_script_enabled=False)
    page = patient(page)
    page.goto(f"/{way.stage.board.slug}/public/annual-reports/")
    page.click("text=Annual report 2025–26")
    expect(page.locator("main")).to_contain_text("The board met six times")
    expect(page.locator("main")).not_to_contain_text("Say how many people came")
    way.shoot(page, "public/")
    with page.expect_download() as waiting:
        page.click("a:has-text('PDF, English')")
    assert waiting.value.suggested_filename.endswith(".pdf")
    page = patient(way.open_page())
    page.goto(f"/{way.stage.board.slug}/public/annual-reports/")
    page.click("text=Adroddiad blynyddol")
    way.axe(page)
    report = AnnualReport.objects.get(pk=way.stage.report.pk)
    assert report.state == "published"


def test_reading_works_without_javascript(way):
    report = way.stage.report
    report.state = "circulated"
    report.save()
    build_edition(report=report, by=way.stage.officer)
    page = way.open_page(way.stage.member, java_script_enabled=False)
    page.goto(way.address("read/"))
    page.locator(".report-block .report-add a").first.click()
    page.fill("#id_text", "The child at SW1A 1AA was left alone")
    page.click("button:text-is('Send the comment')")
    expect(page.locator("#id_text")).to_have_value(
        "The child at SW1A 1AA was left alone"
    )
    page.fill("#id_text", "Say more.")
    page.click("button:text-is('Send the comment')")
    expect(page.locator(".report-comment")).to_contain_text("Say more.")
