"""A panel counts a year, releases it; another person lets it out; the board reads."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories as make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_year_of_a_panel_reaches_the_board(world, open_page, axe):
    side = world.alpha
    home = reverse("deaths:panel", args=["alpha", side.panel.pk])
    second = make.UserFactory(email="second@example.org")
    make.MembershipFactory(user=second, board=side.board, role="practitioner")
    seat = make.SeatFactory(group=side.death_group, role="officer", post_en="Officer")
    make.SeatHoldingFactory(seat=seat, user=second)

    keeper = open_page(second)
    keeper.goto(home)
    axe(keeper)
    keeper.click("a:text-is('Open a year')")
    keeper.fill("#id_year", "2024-25")
    _save(keeper)
    keeper.click("a:text-is('Count by category')")
    keeper.fill("[name=trauma--yes]", "2")
    keeper.fill("[name=perinatal--no]", "14")
    axe(keeper)
    _save(keeper)
    expect(keeper.locator("main")).to_contain_text("hidden")
    axe(keeper)
    keeper.goto(f"{home}release/")
    keeper.fill("#id_title", "The year")
    keeper.fill("#id_words", "What was learnt")
    keeper.get_by_label("2024-25").check()
    keeper.get_by_label(side.board.name).check()
    keeper.click("main button:text-is('Freeze and send for approval')")
    expect(keeper.locator("main")).to_contain_text("Waiting for approval")
    address = keeper.url

    officer = open_page(side.officer)
    assert officer.goto(address).status == 404
    chair = open_page(side.restricted_member)
    chair.goto(address)
    axe(chair)
    chair.click("button:text-is('Approve and release')")
    officer.goto(address)
    axe(officer)
    expect(officer.locator("main")).to_contain_text("Perinatal")
    officer.set_viewport_size({"width": 375, "height": 800})
    wide = "document.documentElement.scrollWidth - window.innerWidth"
    assert officer.evaluate(wide) <= 0


def _save(page):
    page.click("main button:text-is('Save'):not([aria-hidden])")
