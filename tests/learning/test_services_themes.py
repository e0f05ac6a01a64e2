"""Tags and the list of themes: nothing said is lost, the history keeps where from."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from learning.models import RecurrenceNotice, Theme, ThemeTag
from learning.services import tagging, themes
from learning.services.versions import StaleVersion
from tests import factories as make


@pytest.fixture
def side(world):
    return world.alpha


def tag(side, theme, **place):
    return tagging.tag(source=side.source, theme=theme, by=side.officer, **place)


def merge(side, theme, into, version=1):
    return themes.merge_theme(theme=theme, into=into, version=version, by=side.officer)


def test_a_theme_said_twice_of_a_place_stands_once(side):
    finding = make.FindingFactory(source=side.source)
    for place in ({}, {"finding": finding}, {"passage": " Words "}):
        first, second = (tag(side, side.theme, **place) for _time in range(2))
        assert first == second

    assert ThemeTag.objects.count() == 3
    assert ThemeTag.history.count() == 3


def test_what_was_declined_may_be_confirmed_later(side):
    tag(side, side.theme, state="declined")

    made = tag(side, side.theme)

    assert made.state == "confirmed"
    assert [row.state for row in made.history.all()] == ["confirmed", "declined"]


def test_only_a_theme_in_use_and_a_finding_of_the_source_are_taken(world, side):
    foreign = make.ThemeFactory(board=world.beta.board)
    retired = make.ThemeFactory(board=side.board, retired_on=datetime.date(2026, 1, 1))
    for theme in (foreign, retired):
        with pytest.raises(ValidationError):
            tag(side, theme)
    with pytest.raises(ValidationError):
        tag(side, side.theme, finding=side.finding)


def test_a_tag_taken_back_is_not_offered_again_and_a_passage_goes(side):
    whole, passage = tag(side, side.theme), tag(side, side.theme, passage="Words")
    for each in (whole, passage):
        tagging.untag(tag=each, by=side.officer)

    assert [row.state for row in ThemeTag.objects.all()] == ["declined"]
    gone = ThemeTag.history.get(id=passage.pk, history_type="-")
    assert (gone.passage, gone.history_user) == ("Words", side.officer)


@pytest.mark.requirement("CTM-47")
def test_merging_moves_every_tag_and_keeps_where_it_came_from(side):
    old, into = side.other_theme, side.theme
    finding = make.FindingFactory(source=side.source)
    moved = tag(side, old, finding=finding)
    hidden = make.ThemeTagFactory(
        theme=old, source=side.restricted_source, by=side.restricted_member
    )

    merge(side, old, into)

    for each in (moved, hidden):
        each.refresh_from_db()
        assert each.theme == into
        last, first = each.history.all() if each == moved else [*each.history.all()][:2]
        assert (last.theme_id, first.theme_id) == (into.pk, old.pk)
        assert last.history_change_reason == "Merged from Neglect"
    old.refresh_from_db()
    assert (old.merged_into, old.is_current) == (into, False)


def test_merging_takes_the_words_along_each_once(side):
    old = make.ThemeFactory(
        board=side.board, name_en="Passing on", synonyms=["Handed over", "given on"]
    )

    into = merge(side, old, side.theme)

    assert into.synonyms == ["handed over", "Passing on", "given on"]


def test_a_place_tagged_with_both_keeps_one_tag_and_its_notice(side):
    old, into = side.other_theme, side.theme
    stays = tag(side, into, state="declined")
    goes = tag(side, old)
    notice = RecurrenceNotice.objects.create(
        board=side.board, theme=old, tag=goes, closed_actions=2,
        last_closed_on=datetime.date(2026, 1, 1),
    )  # fmt: skip

    merge(side, old, into)

    stays.refresh_from_db()
    notice.refresh_from_db()
    assert stays.state == "confirmed"
    assert (notice.theme, notice.tag) == (into, stays)
    assert list(ThemeTag.objects.all()) == [stays]
    assert ThemeTag.history.filter(id=goes.pk, history_type="-").exists()


def test_merging_refuses_what_cannot_be_merged(world, side):
    old = side.other_theme
    retired = make.ThemeFactory(board=side.board, retired_on=datetime.date(2026, 1, 1))
    for into in (old, retired, make.ThemeFactory(board=world.beta.board)):
        with pytest.raises(ValidationError):
            merge(side, old, into)
    with pytest.raises(StaleVersion):
        merge(side, old, side.theme, version=7)
    merge(side, old, side.theme)
    with pytest.raises(ValidationError):
        merge(side, old, side.theme, version=2)


@pytest.mark.requirement("CTM-47")
def test_splitting_moves_the_chosen_tags_and_words(side):
    stays, goes = tag(side, side.theme), tag(side, side.theme, passage="At night")
    values = {"name_en": "Night handover", "synonyms": ["handed over"]}

    made = themes.split_theme(
        theme=side.theme, values=values, tags=[goes], by=side.officer
    )

    goes.refresh_from_db()
    stays.refresh_from_db()
    assert (goes.theme, stays.theme) == (made, side.theme)
    assert made.split_from == side.theme
    assert goes.history.first().history_change_reason.startswith("Split from Handover")
    assert Theme.objects.get(pk=side.theme.pk).synonyms == []
