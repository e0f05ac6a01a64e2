"""The frame of every page: who and where one is, the way round, what went wrong."""

import re

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from boards.views.errors import server_error
from tests import factories as make

HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def officer(world, client_for):
    return client_for(world.alpha.officer)


def text_of(response):
    return response.content.decode()


def test_the_board_its_colour_and_its_people_stand_on_every_page(world, officer):
    html = text_of(officer.get("/alpha/people/"))
    assert world.alpha.board.name in html
    assert f'fill="{world.alpha.board.colour}"' in html or 'fill="#1d3b53"' in html
    assert str(world.alpha.officer) in html
    assert html.count("<h1") == 1


def test_one_board_needs_no_switcher(officer):
    assert "board-switcher" not in text_of(officer.get("/alpha/"))


def test_somebody_on_two_boards_can_change_board(world, client_for, open_page):
    person = world.alpha.officer
    make.MembershipFactory(user=person, board=world.beta.board, role="board_member")
    page = open_page(person)
    page.goto("/alpha/")
    page.get_by_text("Change board").click()
    page.locator(".board-switcher").get_by_text(world.beta.board.name).click()
    assert page.url.endswith("/beta/")
    assert "beta" in page.locator(".portal-header__name").inner_text().lower()


def test_the_navigation_marks_where_one_is(officer):
    html = text_of(officer.get("/alpha/learning/"))
    marked = re.findall(r'service-navigation__link" href="([^"]+)" aria-current', html)
    assert marked == ["/alpha/learning/"]


def test_a_section_of_the_menu_holds_its_entries(officer):
    """One link for all of self-assessment; its own pages show the others."""
    menu = {one["text"]: one for one in officer.get("/alpha/").context["navigation"]}
    assert "Rounds" not in menu and not menu["Self-assessment"]["within"]
    page = officer.get(menu["Self-assessment"]["url"])
    [here] = [one for one in page.context["navigation"] if one["current"]]
    within = [one["text"] for one in here["within"]]
    assert within == ["Rounds", "Questionnaires"]
    assert text_of(page).count("portal-section__link") == len(within)


def test_the_first_key_leads_past_the_frame(world, open_page):
    page = open_page(world.alpha.officer)
    page.goto("/alpha/people/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_a_phone_opens_the_menu(world, open_page):
    page = open_page(world.alpha.officer, viewport={"width": 375, "height": 700})
    page.goto("/alpha/")
    link = page.locator("#navigation").get_by_text("Learning", exact=True)
    menu = page.get_by_role("button", name="Menu")
    menu.wait_for()
    link.wait_for(state="hidden")
    menu.click()
    link.wait_for()


@pytest.fixture
def short_session(settings):
    """Sessions of some seconds, with a warning after some of them."""

    def set_to(idle, warning):
        settings.SESSION_IDLE_SECONDS = idle
        settings.SESSION_WARNING_SECONDS = warning

    return set_to


def test_the_session_warning_appears_and_one_can_stay(
    world, open_page, short_session, axe
):
    short_session(idle=14, warning=11)
    page = open_page(world.alpha.officer)
    page.goto("/alpha/")
    dialog = page.locator("dialog.session-warning")
    dialog.wait_for(state="visible", timeout=9000)
    assert "We will sign you out" in dialog.inner_text()
    axe(page)
    dialog.get_by_role("button", name="Stay signed in").click()
    dialog.wait_for(state="hidden")
    assert page.evaluate("fetch('/alpha/').then(answer => answer.status)") == 200


def test_an_ended_session_leads_to_sign_in_and_back(world, open_page, short_session):
    short_session(idle=3, warning=3)
    page = open_page(world.alpha.officer)
    page.goto("/alpha/people/")
    dialog = page.locator("dialog.session-warning")
    dialog.get_by_text("You have been signed out").wait_for(timeout=9000)
    assert not dialog.get_by_role("button", name="Stay signed in").is_visible()
    dialog.get_by_role("link", name="Sign in again").click()
    assert page.url.endswith("/accounts/login/?next=/alpha/people/")


def test_a_page_that_is_not_there(officer):
    response = officer.get("/alpha/groups/999999/")
    assert response.status_code == 404
    assert "Page not found" in text_of(response)


def test_a_page_one_may_not_open(world, client_for):
    response = client_for(world.alpha.member).get("/alpha/groups/add/")
    assert response.status_code == 403
    assert "You may not do this" in text_of(response)
    assert reverse("boards:roles", args=["alpha"]) in text_of(response)


def test_a_broken_portal_says_so_without_database_session_or_frame():
    response = server_error(RequestFactory().get("/alpha/"))
    assert response.status_code == 500
    assert "Something went wrong" in text_of(response)


def test_a_page_too_old_to_send_gives_the_words_back(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.alpha.officer)
    typed = {"name_en": HOSTILE, "purpose_en": "Three pages", "password": "quiet-otter"}
    response = client.post("/alpha/groups/add/", typed | {"reports_to": ["4", "5"]})
    html = text_of(response)
    assert response.status_code == 403
    assert "Three pages" in html
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert(1)" not in html
    assert "quiet-otter" not in html
    assert html.count("<textarea") == 4
    assert not world.alpha.board.groups.filter(purpose_en="Three pages").exists()


def test_the_gallery_is_for_demo_and_development_only(officer, settings):
    settings.DEMO = settings.DEBUG = False
    assert officer.get(reverse("styleguide")).status_code == 404
    settings.DEMO = True
    assert officer.get(reverse("styleguide")).status_code == 200


def test_words_sent_after_the_session_ended_are_shown_back(world, client_for):
    side = world.alpha
    address = reverse("boards:group-add", args=[side.board.slug])
    words = {"name_en": "Panel <b>for</b> learning", "password": "secret words"}

    page = client_for(None).post(address, words)

    assert page.status_code == 401
    text = page.content.decode()
    assert "Panel &lt;b&gt;for&lt;/b&gt; learning" in text
    assert "secret words" not in text
    assert f"?next={address}" in text
    assert client_for(None).post(address).status_code == 302
