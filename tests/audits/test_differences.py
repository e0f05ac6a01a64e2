"""What changed between editions: added, removed, reworded, moved, by stable key."""

from copy import deepcopy

import pytest

from audits import rewording
from audits.content import content_from_facts
from audits.differences import Change, Mark, compare, conflicting
from frameworks.packs import load_pack


@pytest.fixture
def content():
    """Five standards in one section, every level described on each."""
    pack = load_pack("cwm-taf-morgannwg")
    facts = next(q for q in pack.questionnaires if q.key == "section_135")
    return content_from_facts(facts, pack.scales)


@pytest.fixture
def keys(content):
    return rewording.question_keys(content)


@pytest.fixture
def section(content):
    return rewording.section_keys(content)[0]


def changed(content, key, **words):
    """The same content with one question changed."""
    new = deepcopy(content)
    now = rewording.question_words(new, key)
    rewording.put_question(new, key, now | words)
    return new


def marks(old, new):
    return {one.key: one.marks for one in compare(old, new).questions}


def test_the_same_content_differs_in_nothing(content, keys):
    again = changed(content, keys[0])
    assert again == content
    assert compare(content, again).is_empty


def test_other_words_are_a_rewording(content, keys):
    new = changed(content, keys[1], text_en="Entirely other words")
    assert marks(content, new) == {keys[1]: [Mark.REWORDED]}


def test_only_the_one_that_moved_is_said_to_have_moved(content, keys):
    new = changed(content, keys[4], order=1)
    assert rewording.question_keys(new) == [keys[4], *keys[:4]]
    assert marks(content, new) == {keys[4]: [Mark.MOVED]}


def test_another_section_is_a_move_named_on_both_sides(content, keys, section):
    content.sections["more"] = rewording.section_words(content, section) | {
        "title_en": "More",
        "order": 1,
    }
    new = changed(content, keys[4], section__key="more", order=1)
    [one] = compare(content, new).questions
    assert one.marks == [Mark.MOVED]
    assert one.changes[0].after.endswith("More")


def test_added_and_removed_questions_are_told_apart(content, keys):
    new = deepcopy(content)
    rewording.take_question(new, keys[2])
    asked = rewording.question_words(content, keys[0]) | {"order": 9}
    rewording.put_question(new, "new-one", asked)
    assert marks(content, new) == {"new-one": [Mark.ADDED], keys[2]: [Mark.REMOVED]}
    orders = sorted(question["order"] for question in new.questions.values())
    assert orders == [0, 1, 2, 3, 4]


def test_other_rules_and_descriptors_are_shown(content, keys):
    words = rewording.question_words(content, keys[0])
    address = next(iter(words["here"]))
    here = words["here"] | {address: {"text_en": "Seen by all", "text_cy": ""}}
    new = changed(content, keys[0], required=False, here=here)
    [one] = compare(content, new).questions
    assert one.marks == [Mark.ALTERED]
    assert {change.after for change in one.changes} >= {"No", "Seen by all"}


def test_a_level_that_means_something_else_is_named(content):
    new = deepcopy(content)
    key = next(iter(new.levels))
    new.levels[key]["definition_en"] = "Something else"
    [one] = compare(content, new).levels
    assert one.marks == [Mark.REWORDED]
    assert one.changes[0].after == "Something else"


def test_an_introduction_and_a_section_are_compared_too(content, section):
    new = deepcopy(content)
    new.introduction["introduction_en"] = "Welcome"
    new.sections[section]["title_en"] = "Culture of learning"
    found = compare(content, new)
    assert found.introduction[0].after == "Welcome"
    assert found.sections[0].marks == [Mark.REWORDED]


def test_words_that_came_and_went_are_marked_one_by_one():
    change = Change("Question", "Staff are told weekly", "Staff and leaders are told")
    assert ("new", " and leaders") in change.pieces
    assert "".join(t for kind, t in change.pieces if kind != "new") == change.before
    assert "".join(t for kind, t in change.pieces if kind != "gone") == change.after


def test_texts_with_little_in_common_stand_one_after_the_other():
    change = Change("Question", "Count all actions", "Another guidance")
    assert change.pieces == [("gone", change.before), ("new", change.after)]


def test_two_people_see_where_their_words_differ(content, keys):
    theirs = rewording.question_words(content, keys[0])
    address = next(iter(theirs["here"]))
    here = theirs["here"] | {address: {"text_en": "Mine", "text_cy": ""}}
    yours = theirs | {"text_en": "My words", "here": here}
    assert [one.after for one in conflicting(theirs, yours)] == ["My words", "Mine"]
