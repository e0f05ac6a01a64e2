"""Every page as the people who use it most: accessible, narrow enough, no script lost.

One test, not one for each page: the data is made once.
"""

from django.urls import reverse

from tests.access.routes import matrix
from tests.access.test_matrix import _expected, _kwargs
from tests.access.thorough import THOROUGH
from tests.fixtures.axe import grave_problems, pieces_of

ACCOUNT_PAGES = ["mfa_index", "account_change_password", "account_logout"]
SIGNED_OUT_PAGES = ["account_login", "account_reset_password", "account_signup"]
PHONE, DESK = {"width": 375, "height": 800}, {"width": 1280, "height": 900}
TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"


def addresses(side, client, beside=""):
    """Every page of the matrix this person may open, and their account; less those
    that somebody else opens too."""
    ours = [
        reverse(name, kwargs=_kwargs(row, side))
        for name, row in matrix().items()
        if not row.get("post_only") and (not beside or _expected(row, beside) != 200)
    ]
    ours += [f"{reverse('styleguide')}?state=errors"]
    ours += [reverse(name) for name in ACCOUNT_PAGES]
    answers = {address: client.get(address) for address in ours}
    return {
        address: pieces_of(answer.content.decode())
        for address, answer in answers.items()
        if is_page(answer)
    }


def is_page(response):
    is_file = response.streaming or "attachment" in response.get(
        "Content-Disposition", ""
    )
    html = "text/html" in response["Content-Type"]
    return response.status_code == 200 and html and not is_file


def problems(page, said, address):
    """What is wrong with one page, in words."""
    said.clear()
    page.set_viewport_size(DESK)
    page.goto(address)
    found = grave_problems(page) + too_wide(page, "an office screen")
    if page.locator("h1").count() != 1:
        found.append("not one h1")
    page.set_viewport_size(PHONE)
    return found + too_wide(page, "a phone") + said


def too_wide(page, screen):
    wider = page.evaluate(TOO_WIDE)
    return [f"{wider} pixels too wide for {screen}"] if wider > 0 else []


def listen(page):
    """Errors of the browser, such as what the content policy refused."""
    said = []
    page.on("console", lambda line: said.append(line.text) if _is_error(line) else None)
    page.on("pageerror", lambda problem: said.append(str(problem)))
    return said


def _is_error(line):
    """What a browser asks for by itself is no error of the page."""
    asked = line.location.get("url", "")
    return line.type == "error" and not asked.endswith("/favicon.ico")


def walk(page, found):
    said = listen(page)
    wrong = {address: problems(page, said, address) for address in found}
    return {address: what for address, what in wrong.items() if what}


def test_every_page_of_a_person(world, client_for, open_page):
    """Every kind of mark of every page; all pages when asked to be thorough."""
    side, seen = world.alpha, set()
    for person in (side.officer, side.lead, *([side.member] if THOROUGH else [])):
        beside = "" if THOROUGH or person == side.officer else "officer"
        found = addresses(side, client_for(person), beside)
        assert len(found) > 10
        asked = found if THOROUGH else with_something_new(found, seen)
        assert walk(open_page(person), asked) == {}


def with_something_new(found, seen):
    """Pages with a mark no page before had, the richest first."""
    asked = []
    for address in sorted(found, key=lambda one: -len(found[one])):
        marks = {mark for piece in found[address] for mark in piece}
        if not marks <= seen:
            asked.append(address)
            seen |= marks
    return asked


def test_every_page_of_somebody_signed_out(world, open_page):
    found = [reverse(name) for name in SIGNED_OUT_PAGES]
    found.append(reverse("boards:structure", args=["alpha"]))
    assert walk(open_page(), found) == {}
