"""An officer brings a published file in by following the page; a member reads it."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from performance.models import Indicator, IndicatorValue
from tests.journeys.conftest import person

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
FOLDER = os.environ.get("LIF_LA_STATS")
TEXT = """time_period,geographic_level,country_code,country_name,new_la_code,la_name,Referrals_rate,Re_referrals_percent
2023,Local authority,E92000001,England,E06000001,Hartlepool,612.4,24.1
2024,Local authority,E92000001,England,E06000001,Hartlepool,640.1,c
2024,Local authority,E92000001,England,E06000099,Newshire,500.1,20.3
2024,National,E92000001,England,,,518.3,22.4
"""  # noqa: E501


def send(steps, page, path):
    page.goto("/hartlepool/figures/")
    steps.axe(page)
    page.click("text=Bring figures in")
    steps.axe(page)
    page.set_input_files("#id_file", path)
    page.click("button:text-is('Read the file')")


@pytest.mark.requirement("HAR-4", "CTM-38")
def test_a_published_file_is_brought_in_by_following_the_page(
    scene, steps, open_page, worker, tmp_path
):
    stage = scene("hartlepool")
    path = tmp_path / "children.csv"
    path.write_text(TEXT)
    page = open_page(stage.officer)
    send(steps, page, path)
    expect(page.locator("h1")).to_have_text("What the columns hold")
    steps.axe(page)
    assert page.get_by_label("la_name holds", exact=True).input_value() == "place"
    page.fill("#id_source", "Children in need")
    page.fill("#id_year", "2024")
    page.click("button:text-is('Read the file this way')")
    expect(page.locator("main")).to_contain_text("No place here goes by “Newshire”")
    steps.axe(page)
    page.get_by_label("Add it", exact=True).first.check()
    page.click("button:text-is('Count again')")
    expect(page.locator("main")).to_contain_text("A sign instead of a number")
    assert IndicatorValue.objects.count() == 0
    page.click("button:text-is('Bring the figures in')")
    expect(page.locator("main")).to_contain_text("Brought in: 8", timeout=30_000)
    steps.axe(page)

    member = open_page(person(stage.board, "board_member"))
    member.goto("/hartlepool/figures/?q=referrals")
    steps.axe(member)
    expect(member.locator("main")).to_contain_text("640.1")
    expect(member.locator("main")).to_contain_text("England: 518.3")
    key = Indicator.objects.get(codes=["Referrals_rate"]).key
    member.goto(f"/hartlepool/figures/measures/{key}/")
    expect(member.locator("svg.chart circle")).to_have_count(2)
    steps.axe(member)


@pytest.mark.skipif(not FOLDER, reason="LIF_LA_STATS names no folder")
@pytest.mark.parametrize("name", ["b1_children*.csv", "oflog_ASC*.csv"])
def test_real_files_are_brought_in_by_following_the_page(
    scene, steps, open_page, worker, name
):
    stage = scene("hartlepool")
    page = open_page(stage.officer)
    send(steps, page, next(Path(FOLDER).rglob(name)))
    go_on = page.locator("text=Say what its columns hold")
    expect(go_on).to_be_visible(timeout=60_000)
    go_on.click()
    page.click("button:text-is('Read the file this way')")
    expect(page.locator("main")).to_contain_text("What cannot be", timeout=60_000)
    for box in page.get_by_label("Add it", exact=True).all():
        box.check()
    page.click("button:text-is('Count again')")
    page.click("button:text-is('Bring the figures in')")
    expect(page.locator("main")).to_contain_text("Brought in:", timeout=60_000)
    assert IndicatorValue.objects.count() > 5000
