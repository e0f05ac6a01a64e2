"""What answers add up to under each kind of legal test."""

import pytest

from frameworks.packs import load_pack
from reviews.choices import CriteriaSay, Outcome
from reviews.criteria import read

MET, NOT_MET, UNKNOWN = "met", "not_met", "not_known"


def rules(pack, key):
    return next(row for row in load_pack(pack).rule_sets if row.key == key)


CPR = rules("cwm-taf-morgannwg", "child_practice_review_concise")
SUSR = rules("cwm-taf-morgannwg", "single_unified_safeguarding_review")
MAY = rules("wolverhampton", "safeguarding_adults_review_discretionary")
LOCAL = rules("wolverhampton", "local_practice_review")


def given(rule_set, default, **answers):
    return {c.key: answers.get(c.key, default) for c in rule_set.criteria}


@pytest.mark.parametrize(
    ("rule_set", "answers", "said"),
    [
        (CPR, given(CPR, MET), CriteriaSay.MET),
        (CPR, given(CPR, MET, died=NOT_MET, lasting_impairment=UNKNOWN), "met"),
        (CPR, given(CPR, MET, abuse_or_neglect=NOT_MET), CriteriaSay.NOT_MET),
        (CPR, given(CPR, MET, abuse_or_neglect=UNKNOWN), CriteriaSay.OPEN),
        (
            CPR,
            given(
                CPR,
                MET,
                died=NOT_MET,
                life_threatening_injury=NOT_MET,
                lasting_impairment=NOT_MET,
            ),
            CriteriaSay.NOT_MET,
        ),
        (
            CPR,
            given(
                CPR,
                MET,
                died=NOT_MET,
                life_threatening_injury=NOT_MET,
                lasting_impairment=UNKNOWN,
            ),
            CriteriaSay.OPEN,
        ),
        (CPR, {}, CriteriaSay.OPEN),
        (SUSR, given(SUSR, NOT_MET, adult_practice_review=MET), CriteriaSay.MET),
        (SUSR, given(SUSR, NOT_MET), CriteriaSay.NOT_MET),
        (SUSR, given(SUSR, UNKNOWN), CriteriaSay.OPEN),
        (LOCAL, given(LOCAL, MET), CriteriaSay.JUDGEMENT),
        (LOCAL, given(LOCAL, NOT_MET), CriteriaSay.JUDGEMENT),
        (MAY, given(MAY, MET), CriteriaSay.JUDGEMENT),
        (MAY, given(MAY, MET, care_and_support_needs=NOT_MET), CriteriaSay.NOT_MET),
    ],
)
def test_answers_add_up_under_their_test(rule_set, answers, said):
    assert read(rule_set, answers).said == said


def test_the_steps_are_said_in_words():
    reading = read(CPR, {"abuse_or_neglect": MET, "died": MET})
    assert reading.steps == (
        "3 criteria are not answered yet.",
        "Must all be met: 1 of 2 met, 0 not met.",
        "One is enough: 1 of 3 met.",
    )
    assert "do not settle" in reading.words


def test_a_judgement_is_never_contradicted():
    reading = read(LOCAL, given(LOCAL, NOT_MET))
    for outcome in Outcome:
        assert not reading.contradicts(outcome, True)
        assert not reading.contradicts(outcome, False)


def test_a_decision_may_depart_either_way():
    met, not_met = read(CPR, given(CPR, MET)), read(CPR, given(CPR, NOT_MET))
    assert met.contradicts(Outcome.NO_REVIEW, False)
    assert met.contradicts(Outcome.REVIEW, False)
    assert not met.contradicts(Outcome.REVIEW, True)
    assert not_met.contradicts(Outcome.REVIEW, True)
    assert not not_met.contradicts(Outcome.OTHER_LEARNING, False)
