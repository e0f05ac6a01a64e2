"""A stranger without scripts reads a board's public site from its home."""

import pytest
from playwright.sync_api import expect

from boards.models import PageCount
from tests.fixtures.briefing import sections
from tests.fixtures.people import two_boards

STAYS = {1280: 900, 375: 800}


@pytest.fixture
def side(live_server, transactional_db):
    side = two_boards().alpha
    board = side.board
    board.languages, board.public_contact = ["en", "cy"], "office@alpha.example.org"
    board.save()
    side.group.functions.create(function="identify")
    side.group.name_cy = "Grŵp Ansawdd"
    side.group.save()
    assert side.published_review and side.open_response and side.open_impact
    briefing = side.open_briefing
    briefing.title_cy, briefing.sections = "Dysgu i bawb", sections("Plan", "Cynllun")
    briefing.save()
    return side


@pytest.mark.requirement("SOL-5", "WOL-5")
@pytest.mark.parametrize("width", STAYS)
def test_from_home_through_every_section(width, side, open_page, axe):
    page = open_page(
        viewport={"width": width, "height": STAYS[width]},
    )
    page.set_default_timeout(20000)  # the first page waits for the server to wake
    without_scripts(page)
    page.goto("/alpha/public/")
    reads(page, axe, "What we learn and what we change")
    through_reviews(page, axe)
    through_briefings(page, axe)
    through_changes(page, axe)
    through_search(page, axe)
    through_structure(page, axe)
    through_framework(page, axe)
    assert page.context.cookies() == []
    opened = PageCount.objects.filter(board=side.board, page="").get()
    assert opened.views == 1


def without_scripts(page):
    """The site's own scripts are refused; the rules of axe still run."""
    page.route("**/*.js", lambda route: pytest.fail(f"A script: {route.request.url}"))


def reads(page, axe, heading):
    expect(page.locator("h1")).to_have_text(heading)
    page.wait_for_load_state()  # with its styles
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0, f"{heading} is {width}px too wide"
    axe(page)


def section(page, name):
    page.get_by_role("navigation", name="Sections").get_by_text(
        name, exact=True
    ).click()


def through_reviews(page, axe):
    section(page, "Reviews")
    reads(page, axe, "Reviews")
    page.click("text=Learning from a review")
    reads(page, axe, "Learning from a review")
    page.get_by_role("link", name="The board's response").click()
    expect(page.locator("main")).to_contain_text("Accepted")
    expect(page.locator("main")).to_contain_text("within ten days")
    page.click(".govuk-back-link")


def through_briefings(page, axe):
    section(page, "Briefings")
    page.click("text=Learning for everybody")
    reads(page, axe, "Learning for everybody")
    page.click("text=Darllenwch yn Gymraeg")
    reads(page, axe, "Dysgu i bawb")
    expect(page.locator("main")).to_contain_text("Cynllun")


def through_changes(page, axe):
    section(page, "What changed")
    page.click("text=More children are asked what they want")
    reads(page, axe, "More children are asked what they want")


def through_search(page, axe):
    page.get_by_label("Search what is published").fill("zebra")
    page.get_by_role("button", name="Search").click()
    reads(page, axe, "Search what is published")
    expect(page.locator("main")).to_contain_text("Nothing that is published has these")
    page.get_by_label("Words to look for").fill("somebody listened")
    page.locator("main").get_by_role("button", name="Search").click()
    expect(page.locator("main")).to_contain_text("More children are asked")
    axe(page)


def through_structure(page, axe):
    section(page, "Who we are")
    reads(page, axe, "Who we are")
    page.click("text=Darllenwch yn Gymraeg")
    expect(page.locator("main")).to_contain_text("Grŵp Ansawdd")
    axe(page)


def through_framework(page, axe):
    section(page, "Where we learn from")
    reads(page, axe, "Where we learn from")
    page.click("text=About these pages")
    reads(page, axe, "About these pages")


@pytest.mark.requirement("SOL-5")
def test_every_link_works_with_scripts_switched_off(side, open_page):
    page = open_page(java_script_enabled=False)
    asked, seen = ["/alpha/public/"], set()
    while asked:
        address = asked.pop()
        seen.add(address)
        assert page.goto(address).status == 200
        links = page.locator("a[href]").all()
        found = {link.get_attribute("href").partition("#")[0] for link in links}
        asked += (
            {one for one in found if one.startswith("/alpha/public/")} - seen - {*asked}
        )
    assert len(seen) >= 11
