"""The annual reports of the boards' packs: whole, and saying what the law asks."""

import datetime

import pytest

from frameworks.annual import Drawing
from frameworks.packs import load_pack, pack_slugs
from learning.services.loading.annual import annual_of
from reporting.annual import drafting  # noqa: F401 - it names what can be drawn
from reporting.annual.drafting.drawn import DRAWERS
from reporting.annual.skeletons import checklist_of, dates_of

BOARDS = pack_slugs()
ENGLAND_CHILDREN = {"children_costs", "children_data", "children_education",
                    "children_contributions", "children_themes"}  # fmt: skip


def facts(slug):
    """The board's report as plain values, as its row keeps them."""
    return annual_of(load_pack(slug), "annual_report")


@pytest.mark.parametrize("slug", BOARDS)
def test_every_item_is_answered_by_a_section_that_can_draw_it(slug):
    pack = load_pack(slug)
    for item in pack.annual_checklist:
        sections = [one for one in pack.annual_sections if item.key in one.answers]
        assert sections, item.key
        drawn = set().union(*(one.draws_on for one in sections))
        assert drawn & set(item.drawn_from) or not item.drawn_from, item.key


@pytest.mark.parametrize(
    ("slug", "number"),
    [("cwm-taf-morgannwg", 13), ("hartlepool", 12), ("wolverhampton", 19)],
)
def test_each_nation_and_kind_of_board_has_its_list(slug, number):
    assert len(load_pack(slug).annual_checklist) == number


def test_what_was_not_checked_against_the_law_says_so():
    items = load_pack("solihull").annual_checklist
    assert {one.key for one in items if one.unverified} == ENGLAND_CHILDREN
    before = checklist_of(facts("solihull"), datetime.date(2023, 3, 31))
    assert not {one["key"] for one in before} & ENGLAND_CHILDREN


def test_days_come_from_the_pack():
    days = dates_of(facts("cwm-taf-morgannwg"), datetime.date(2026, 11, 21))
    assert days.first == datetime.date(2025, 4, 1)
    assert days.last == datetime.date(2026, 3, 31)
    assert days.due == datetime.date(2026, 7, 31)
    days = dates_of(facts("hartlepool"), datetime.date(2026, 2, 1))
    assert (days.last.year, days.due) == (2025, datetime.date(2025, 10, 31))


def test_everything_a_section_may_draw_on_is_drawn():
    assert {one.value for one in Drawing} == set(DRAWERS)
