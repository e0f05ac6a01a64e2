"""When an answer is whole, kind by kind."""

import pytest

from audits.models import Answer, Question
from audits.rules import Gap, gaps

RATING = {"kind": "rating"}
PLAIN = {"position_required": False, "evidence_required": False}


def lacking(question, said, evidence=False):
    asked = Question(**question)
    answer = Answer(**said) if said is not None else None
    return gaps(asked, answer, has_evidence=lambda: evidence)


@pytest.mark.requirement("CTM-45")
@pytest.mark.parametrize(
    ("said", "evidence", "expected"),
    [
        (None, False, [Gap.ANSWER]),
        ({}, True, [Gap.ANSWER]),
        ({"level_id": 1}, False, [Gap.POSITION, Gap.EVIDENCE]),
        ({"level_id": 1, "position": " "}, True, [Gap.POSITION]),
        ({"level_id": 1, "position": "Here"}, False, [Gap.EVIDENCE]),
        ({"position": "Here"}, True, [Gap.LEVEL]),
        ({"level_id": 1, "position": "Here"}, True, []),
        ({"not_applicable": True}, False, [Gap.REASON]),
        ({"not_applicable": True, "not_applicable_reason": "No"}, False, []),
    ],
)
def test_rating_needs_position_and_evidence_or_a_reason(said, evidence, expected):
    assert lacking(RATING, said, evidence) == expected


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("text", {"text": "Words"}),
        ("yes_no", {"yes": False}),
        ("number", {"number": 0}),
        ("date", {"day": "2026-01-01"}),
    ],
)
def test_each_kind_has_its_own_answer(kind, said):
    assert lacking({"kind": kind, **PLAIN}, said) == []
    assert lacking({"kind": kind, **PLAIN}, {}) == [Gap.ANSWER]


def test_not_applicable_counts_only_where_the_question_allows_it():
    question = {"kind": "text", "not_applicable_allowed": False}
    said = {"not_applicable": True, "not_applicable_reason": "No"}

    assert lacking(question, said) == [Gap.ANSWER]


def test_unconfirmed_words_count_as_unanswered():
    said = {"text": "Last year", "carried": "unconfirmed"}

    assert lacking({"kind": "text"}, said) == [Gap.CONFIRM]


@pytest.mark.parametrize(
    ("words", "expected"), [("Then", [Gap.NEW_WORDS]), ("Now", [])]
)
def test_words_that_are_gone_need_new_ones(words, expected):
    answer = Answer(carried="gone", text=words, carried_from=Answer(text="Then"))

    assert gaps(Question(kind="text"), answer, has_evidence=lambda: False) == expected
