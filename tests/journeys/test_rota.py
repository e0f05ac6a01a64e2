"""A national review in Hartlepool: on the rota, presented, its findings kept."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from boards.models import Group
from frameworks.packs import load_pack
from reviews.models import Review, RotaTurn
from reviews.services.opening import open_review
from tests import factories as make
from tests.journeys.days import type_day

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.requirement("HAR-28")
def test_a_national_review_on_the_rota(scene, open_page, axe):
    stage = scene("hartlepool")
    group = Group.objects.get(board=stage.board, key="lipsg")
    chair, member = seated(stage, group, "chair"), seated(stage, group, "member")
    review = listed(stage, group)
    assign(stage, open_page(chair), axe, review, member)
    present(stage, open_page(member), axe, review)
    assert review.source.findings.get().title == "Plans do not change"


def seated(stage, group, role):
    user = make.MembershipFactory(board=stage.board, role="board_member").user
    seat = make.SeatFactory(group=group, role=role, post_en=role.title())
    make.SeatHoldingFactory(seat=seat, user=user)
    return user


def listed(stage, group) -> Review:
    return open_review(
        board=stage.board,
        kind=load_pack("hartlepool").review_type("national_review"),
        values={"title": "National review of babies", "strand": "child"}
        | {"lead_group": group},
        dates={},
        by=stage.officer,
    )


def assign(stage, page, axe, review, member):
    page.goto(f"/{stage.board.slug}/reviews/")
    page.click("text=Rota: learning from elsewhere")
    expect(page.locator("main")).to_contain_text("Waiting for a presenter")
    axe(page)
    page.click("a:has-text('Assign a turn')")
    page.select_option("#id_presenter", str(member.pk))
    type_day(page, "meeting_on", timezone.localdate() + datetime.timedelta(10))
    axe(page)
    page.click("button:text-is('Assign the turn')")
    expect(page.locator("main")).to_contain_text("Not presented yet")
    axe(page)
    page.goto(f"/{stage.board.slug}/reviews/rota/")
    axe(page)
    assert RotaTurn.objects.get().presenter == member


def present(stage, page, axe, review):
    page.goto("/your-work/")
    page.click("text=Present: National review of babies")
    axe(page)
    page.fill("#id_report", "Two points apply here; one is new to us.")
    type_day(page, "presented_on", timezone.localdate())
    page.click("button:text-is('Save the report')")
    expect(page.locator("main")).to_contain_text("Presented on")
    axe(page)
    page.click("text=Write down findings")
    page.click("a:text-is('Add a finding')")
    page.check("input[name=kind][value=lesson]")
    page.fill("#id_title", "Plans do not change")
    page.fill("#id_text", "Plans stay as they are when the picture changes")
    page.check("input[name=level][value=multi_agency]")
    page.click("button:text-is('Save')")
    expect(page.locator("main")).to_contain_text("Plans do not change")
    axe(page)
