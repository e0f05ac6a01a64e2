"""A review's pages are found in groups, the same on a wide screen and a phone."""

from itertools import groupby

import pytest

from reviews.models import PanelMember
from reviews.parts import PARTS, parts_of
from tests import factories as make
from tests.reviews.opened import at, text


@pytest.fixture
def side(world):
    return world.alpha


def test_groups_are_few_short_and_stand_together():
    groups = [(name, list(parts)) for name, parts in groupby(PARTS, lambda p: p.group)]
    names = [name for name, parts in groups]
    assert 4 <= len(names) == len(set(names)) <= 6
    assert max(len(parts) for name, parts in groups) <= 5


def test_the_present_page_is_marked_on_both_screens(side, client_for):
    page = client_for(side.officer).get(at(side.review, "panel"))
    assert page.content.decode().count('aria-current="page">Panel</a>') == 2
    assert "People: Panel" in text(page)


def test_findings_of_a_review_stand_among_its_pages(side, client_for):
    address = f"/{side.board.slug}/learning/{side.review.reference}/findings/"
    page = client_for(side.officer).get(address)
    assert "What we learnt: Findings" in text(page)
    assert f'href="/{side.board.slug}/reviews/"' in page.content.decode()


def test_who_does_not_work_on_it_finds_no_working_page(side):
    found = {part["text"] for part in parts_of(side.review, False, "")}
    assert found == {"Overview", "Findings", "Linked sources", "Golden thread"}


def test_somebody_on_a_panel_comes_in_by_their_work(side, client_for):
    person = make.UserFactory()
    make.MembershipFactory(user=person, board=side.board, role="reviewer", agency=None)
    client = client_for(person)
    assert side.review.source.title not in text(client.get("/your-work/"))
    PanelMember.objects.create(
        review=side.review, user=person, role="member", appointed_by=side.officer
    )
    page = client.get("/your-work/").content.decode()
    assert "Reviews you are on" in page
    assert f'href="{at(side.review, "review")}"' in page
