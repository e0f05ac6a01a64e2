"""Themes suggested by the words of a text, here and by PostgreSQL alone."""

import pytest

from learning.models import ThemeTag
from learning.services import tagging, themes
from learning.suggesting import words_in
from learning.theme_places import places
from tests import factories as make


@pytest.fixture
def neglect(world):
    return make.ThemeFactory(
        board=world.alpha.board, name_en="Neglect", synonyms=["was not brought"]
    )


@pytest.fixture
def self_neglect(world):
    return make.ThemeFactory(
        board=world.alpha.board, name_en="Self-neglect", name_cy="Hunanesgeulustod"
    )


def found(world, text):
    return words_in(world.alpha.board, [text])[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The child was neglected for two years", ["Neglect"]),
        ("NEGLECT, and was not brought to clinics", ["Neglect", "was not brought"]),
        ("He was brought and not seen", None),
        ("Esgeuluso", None),
        ("' | !& <-> \\ :* %s \0", None),
        ("", None),
    ],
)
def test_a_phrase_in_the_text_suggests_its_theme(world, neglect, text, words):
    assert found(world, text).get(neglect.pk) == words


def test_a_word_inside_a_longer_one_of_another_theme_does_not_count(
    world, neglect, self_neglect
):
    assert found(world, "Self-neglect was known").keys() == {self_neglect.pk}
    both = found(world, "Self-neglect; the child was not brought to clinics")
    assert both.keys() == {neglect.pk, self_neglect.pk}


def test_welsh_names_are_found_too(world, self_neglect):
    assert self_neglect.pk in found(world, "Gwelwyd hunanesgeulustod yma")


def test_what_left_the_list_or_is_another_boards_is_not_suggested(world, neglect):
    make.ThemeFactory(board=world.beta.board, name_en="Drift")
    kept = make.ThemeFactory(board=world.alpha.board, name_en="Drifting")
    themes.retire_theme(theme=kept, retired=True, version=1, by=world.alpha.officer)

    assert found(world, "Plans were drifting") == {}


def offered(world, finding):
    side = world.alpha
    shown = places(side.officer, finding.source, [finding], offer=True)
    return [[one.theme for one in place.offered] for place in shown]


def test_key_words_title_and_summary_feed_suggestions(world, neglect, self_neglect):
    source = world.alpha.source
    source.summary = "An adult and self-neglect"
    source.save()
    finding = make.FindingFactory(source=source, themes=["neglect"])

    assert offered(world, finding) == [[self_neglect], [neglect]]


@pytest.mark.requirement("CTM-47")
@pytest.mark.parametrize("state", ["confirmed", "declined"])
def test_what_a_person_settled_is_not_offered_again(world, neglect, state):
    finding = make.FindingFactory(source=world.alpha.source, title="Neglect")
    assert offered(world, finding)[1] == [neglect]

    tagging.tag(
        source=finding.source, theme=neglect, finding=finding, state=state,
        by=world.alpha.officer,
    )  # fmt: skip

    assert offered(world, finding)[1] == []
    assert ThemeTag.objects.confirmed().count() == (state == "confirmed")


def test_a_tagged_passage_leaves_the_source_as_a_whole_open(world, neglect):
    source = world.alpha.source
    source.summary = "Neglect"
    source.save()
    finding = make.FindingFactory(source=source)
    tagging.tag(source=source, theme=neglect, passage="Neglect", by=world.alpha.officer)

    assert offered(world, finding)[0] == [neglect]
