"""An English rapid review whose fifteen working days cross Christmas."""

import datetime

import pytest
import time_machine
from playwright.sync_api import expect

from boards.models import Group
from reviews.models import Review
from tests import factories as make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NOTIFIED = datetime.date(2026, 12, 24)


def at(text):
    return datetime.datetime.fromisoformat(f"{text}T10:00+00:00")


def dates(page, name, day):
    for part in ("day", "month", "year"):
        page.fill(f"input[name={name}_{part}]", str(getattr(day, part)))


def go(page, axe, text):
    page.locator("main a", has_text=text).first.click()
    page.wait_for_load_state()
    axe(page)


def press(page, axe, text):
    page.click(f"button:text-is('{text}')")
    page.wait_for_load_state()
    axe(page)


def limit_of(page, name):
    return page.locator("table:has(caption:text-is('Time limits')) tr", has_text=name)


def chair_of(board, key):
    """Somebody in the chair's seat of the group that leads."""
    group = Group.objects.get(board=board, key=key)
    user = make.MembershipFactory(board=board, role="practitioner").user
    seat = make.SeatFactory(group=group, role="chair")
    make.SeatHoldingFactory(seat=seat, user=user)
    return user


@pytest.mark.requirement("SOM-9", "SOL-20", "SOL-30")
def test_fifteen_working_days_across_christmas(scene, open_page, axe):
    with time_machine.travel(at("2026-12-24"), tick=True) as clock:
        stage = scene("solihull")
        officer = open_page(stage.officer)
        open_it(officer, axe, stage)
        url = officer.url
        expect(limit_of(officer, "Notify the national panel")).to_contain_text(
            "on time"
        )
        rapid = limit_of(officer, "Send the rapid review")
        expect(rapid).to_contain_text("19 January 2027")
        expect(rapid).to_contain_text("15 working days left")

        clock.move_to(at("2027-01-04"))
        officer = open_page(stage.officer)
        pause(officer, axe, url)
        clock.move_to(at("2027-01-11"))
        officer = open_page(stage.officer)
        resume_and_extend(officer, axe, url)
        expect(officer.locator("main")).to_contain_text("Time in each stage")
        row = officer.locator("table.stage-times tr", has_text="Notification")
        expect(row).to_contain_text("18")
        look_as_chair(open_page, axe, stage)
        narrow(open_page, axe, stage, url)


def open_it(page, axe, stage):
    page.goto(f"/{stage.board.slug}/reviews/")
    axe(page)
    go(page, axe, "Open a review")
    go(page, axe, "Notification and rapid review")
    page.fill("#id_title", "Missing at night")
    page.fill("#id_summary", "Two services held half of what was known.")
    dates(page, "on_aware", datetime.date(2026, 12, 18))
    dates(page, "on_notified", NOTIFIED)
    press(page, axe, "Open the review")
    expect(page.locator("h1")).to_have_text("Review opened")
    go(page, axe, "Go to the review")
    assert Review.objects.get().source.title == "Missing at night"


def pause(page, axe, url):
    page.goto(url)
    axe(page)
    limit_of(page, "Send the rapid review").get_by_role("link", name="Pause").click()
    axe(page)
    press(page, axe, "Pause it")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Reason")
    page.fill("#id_reason", "The police asked for a week before the trial.")
    press(page, axe, "Pause it")
    expect(limit_of(page, "Send the rapid review")).to_contain_text(
        "Stands still since 4 January 2027"
    )


def resume_and_extend(page, axe, url):
    page.goto(url)
    go(page, axe, "Let it run again")
    expect(page.locator("main")).to_contain_text("26 January 2027")
    page.fill("#id_reason", "The trial is over.")
    press(page, axe, "Let it run")
    rapid = limit_of(page, "Send the rapid review")
    expect(rapid).to_contain_text("11 working days left")
    rapid.get_by_role("link", name="Extend").click()
    axe(page)
    dates(page, "new_due_on", datetime.date(2027, 2, 2))
    page.fill("#id_reason", "The partners asked the panel for a week.")
    press(page, axe, "Extend it")
    rapid = limit_of(page, "Send the rapid review")
    expect(rapid).to_contain_text("2 February 2027")
    expect(rapid).to_contain_text("First 19 January 2027")


def look_as_chair(open_page, axe, stage):
    page = open_page(chair_of(stage.board, "safeguarding_practice_review_panel"))
    page.goto(f"/{stage.board.slug}/reviews/")
    axe(page)
    line = page.locator(".chair-panel tr", has_text="Rapid reviews")
    line.get_by_role("link", name="1").first.click()
    expect(page.locator("main")).to_contain_text("Missing at night")
    axe(page)


def narrow(open_page, axe, stage, url):
    """The same on a phone: nothing runs out of the page."""
    page = open_page(stage.officer, viewport={"width": 375, "height": 800})
    for address in (url, f"{url}days/", f"/{stage.board.slug}/reviews/"):
        page.goto(address)
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 375
