"""The builder takes what fits and refuses the rest with its address."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from frameworks.build import PackError, Place, build
from frameworks.schema import GroupFacts, QuestionFacts, Words
from frameworks.vocabulary import Function, QuestionKind, QuestionTag

AT = Place("packs/hartlepool/groups.toml", "groups[2]")


def group(**changes):
    return {"key": "executive", "name": "Executive"} | changes


def refusal(kind, value):
    with pytest.raises(PackError) as caught:
        build(kind, value, AT)
    return str(caught.value)


def test_words_are_plain_english_or_both_languages():
    assert build(Words, "Board", AT) == Words("Board")
    assert build(Words, {"en": "Board", "cy": "Bwrdd"}, AT) == Words("Board", "Bwrdd")


def test_builds_nested_records_enums_dates_and_tuples():
    held = {"function": "share", "valid_from": date(2026, 4, 1)}
    built = build(GroupFacts, group(functions=[held], reports_to=["board"]), AT)
    assert built.reports_to == ("board",)
    assert built.functions[0].function is Function.SHARE
    assert built.functions[0].valid_from == date(2026, 4, 1)


def test_defaults_stand_for_keys_left_out():
    built = build(QuestionFacts, dict(key="q", number="1", text="?", kind="text"), AT)
    assert built.kind is QuestionKind.TEXT
    assert (built.tags, built.required, built.guidance) == ((), True, Words(""))


def test_builds_a_tuple_of_enums():
    tags = build(tuple[QuestionTag, ...], ["pre_verbal"], AT)
    assert tags == (QuestionTag.PRE_VERBAL,)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"colour": "red"}, "groups[2].colour: unknown key"),
        ({"name": 7}, "groups[2].name: expected a table, found int 7"),
        ({"name": {"cy": "Bwrdd"}}, "groups[2].name.en: missing key"),
        ({"restricted": "no"}, "groups[2].restricted: expected bool, found str 'no'"),
        (
            {"meets_every_months": True},
            "groups[2].meets_every_months: expected int, found bool True",
        ),
        ({"reports_to": "board"}, "reports_to: expected a list, found str 'board'"),
        ({"reports_to": [1]}, "groups[2].reports_to[0]: expected str, found int 1"),
    ],
)
def test_refuses_what_does_not_fit(changes, message):
    assert message in refusal(GroupFacts, group(**changes))


def test_a_bad_word_is_refused_with_file_address_and_choices():
    assert refusal(GroupFacts, group(functions=[{"function": "monitr"}])) == (
        "packs/hartlepool/groups.toml: groups[2].functions[0].function: 'monitr' "
        "is not one of decide, identify, share, implement, monitor"
    )


def test_a_missing_key_is_refused():
    assert refusal(GroupFacts, {"key": "executive"}) == (
        "packs/hartlepool/groups.toml: groups[2].name: missing key"
    )


def test_a_moment_is_not_a_date():
    held = [{"function": "share", "valid_from": datetime(2026, 4, 1, 9)}]
    assert "expected date, found datetime" in refusal(GroupFacts, group(functions=held))


def test_an_unhashable_value_is_refused_as_an_enum():
    assert "is not one of" in refusal(GroupFacts, group(strand=[]))


def test_works_for_any_frozen_record():
    @dataclass(frozen=True)
    class Point:
        x: int
        y: int = 0

    assert build(Point, {"x": 1}, AT) == Point(1, 0)
