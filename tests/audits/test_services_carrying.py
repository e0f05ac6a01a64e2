"""Last round's words brought forward, and what moved since."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.models import Answer, AnswerEvidence
from audits.services.answering import Saved, save_answer
from audits.services.carrying import carry_forward
from audits.services.changes import What, what_changed
from audits.values import AnswerValues
from tests import factories as make
from tests.audits.returns import fresh_return

pytestmark = pytest.mark.django_db


def new_edition(side, questions=1):
    """An edition that follows: the rating reworded, one question new, one gone."""
    edition = make.EditionFactory(
        questionnaire=side.questionnaire, number=2, follows=side.edition
    )
    scale = make.RatingScaleFactory(edition=edition)
    levels = make.add_brag(scale)
    section = make.SectionFactory(edition=edition, key="s1")
    make.QuestionFactory(
        section=section, key="s1-1", number="1.1", kind="rating", scale=scale,
        text_en="Standard reworded",
    )  # fmt: skip
    for n in range(questions):
        make.QuestionFactory(section=section, key=f"new-{n}", order=1 + n)
    return edition, levels


@pytest.fixture
def side(world):
    side = world.alpha
    side.old = side.draft_answer  # rated, with a position
    side.evidence = make.EvidenceFactory(
        agency=side.agency, expires_on=datetime.date(2020, 1, 1)
    )
    AnswerEvidence.objects.create(
        answer=side.old, evidence=side.evidence, added_by=side.lead
    )
    side.old_text = make.AnswerFactory(
        agency_return=side.open_return, question=side.question, text="Gone by now"
    )
    side.new_edition, side.new_levels = new_edition(side)
    side.next_round = make.RoundFactory(
        board=side.board, edition=side.new_edition, previous=side.round, state="open"
    )
    side.fresh = make.AgencyReturnFactory(round=side.next_round, agency=side.agency)
    return side


def test_words_level_and_evidence_come_along_but_never_the_done_flag(side):
    carry_forward(agency_return=side.fresh, by=side.lead)

    answer = side.fresh.answers.get()
    assert (answer.position, answer.level) == (side.old.position, side.new_levels[1])
    assert list(answer.evidence.all()) == [side.evidence]
    assert (answer.carried, answer.complete, answer.carried_from) == (
        "unconfirmed",
        False,
        side.old,
    )
    assert answer.history.count() == 1
    side.fresh.refresh_from_db()
    assert (side.fresh.state, side.fresh.answered, side.fresh.total) == (
        "in_progress",
        0,
        2,
    )


def test_carrying_twice_changes_nothing(side):
    carry_forward(agency_return=side.fresh, by=side.lead)
    Answer.objects.filter(agency_return=side.fresh).update(position="Edited since")

    assert carry_forward(agency_return=side.fresh, by=side.lead) == []
    assert side.fresh.answers.get().position == "Edited since"


def test_carrying_takes_as_many_queries_for_forty_questions_as_for_one(side):
    counts = []
    for many in (1, 40):
        questions = [{"key": f"many-{n}"} for n in range(many)]
        old = fresh_return(side, *questions)
        for question in old.asked:
            make.AnswerFactory(agency_return=old.made, question=question, text="Then")
        new = fresh_return(side, *questions, previous=old.round)
        with CaptureQueriesContext(connection) as captured:
            made = carry_forward(agency_return=new.made, by=side.lead)
        assert len(made) == many
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("mark", "words", "carried", "complete"),
    [
        ("still_true", None, "still_true", True),
        ("unconfirmed", None, "unconfirmed", False),
        ("still_true", "Other words", "changed", True),
        ("", "Other words", "changed", True),
        ("gone", None, "gone", False),
        ("gone", "Other words", "gone", True),
    ],
)
def test_person_says_of_each_answer_whether_it_stands(
    side, mark, words, carried, complete
):
    carry_forward(agency_return=side.fresh, by=side.lead)
    answer = side.fresh.answers.get()
    values = AnswerValues(
        level=answer.level, position=words or answer.position, carried=mark
    )

    saved = save_answer(
        agency_return=side.fresh, question=answer.question, block=None,
        by=side.lead, version=1, values=values,
    )  # fmt: skip

    assert isinstance(saved, Saved)
    assert (saved.answer.carried, saved.answer.complete) == (carried, complete)


def test_saving_changed_words_twice_does_not_make_them_last_rounds(side):
    carry_forward(agency_return=side.fresh, by=side.lead)
    answer = side.fresh.answers.get()
    values = AnswerValues(level=answer.level, position="Other", carried="still_true")
    where = {"agency_return": side.fresh, "question": answer.question, "block": None}

    for version in (1, 2):
        saved = save_answer(**where, by=side.lead, version=version, values=values)

    assert saved.answer.carried == "changed"
    back = AnswerValues(
        level=answer.level, position=answer.position, carried="still_true"
    )
    saved = save_answer(**where, by=side.lead, version=3, values=back)
    assert saved.answer.carried == "still_true"


def test_evidence_taken_away_is_shown_to_the_executive(side):
    carry_forward(agency_return=side.fresh, by=side.lead)
    side.fresh.answers.get().evidence_links.all().delete()

    [row] = [row for row in what_changed(side.fresh).rows if row.answer]

    assert What.EVIDENCE_REMOVED in row.what


def test_another_agencys_words_are_never_brought_forward(side):
    fresh = make.AgencyReturnFactory(round=side.next_round, agency=side.third_agency)

    assert carry_forward(agency_return=fresh, by=side.chair) == []


def test_executive_is_shown_only_what_moved(side):
    carry_forward(agency_return=side.fresh, by=side.lead)

    changes = what_changed(side.fresh)

    told = [(row.what, row.step and row.step.question.key) for row in changes.rows]
    assert told == [
        ([What.REWORDED, What.EVIDENCE_EXPIRED], "s1-1"),
        ([What.NEW_QUESTION], "new-0"),
        ([What.NOT_ASKED], None),
    ]


def test_changed_answer_is_told_apart_from_changed_question(side):
    carry_forward(agency_return=side.fresh, by=side.lead)
    answer = side.fresh.answers.get()
    answer.level, answer.position = side.new_levels[3], "Worse"
    answer.save()
    answer.evidence.add(
        make.EvidenceFactory(agency=side.agency),
        through_defaults={"added_by": side.lead},
    )

    [row, *_rest] = what_changed(side.fresh).rows
    assert row.what == [
        What.REWORDED, What.RATING, What.WORDS, What.EVIDENCE_ADDED,
        What.EVIDENCE_EXPIRED,
    ]  # fmt: skip


def test_blocks_are_matched_by_review_reference(world):
    question = {"key": "q4", "repeat": "per_published_review"}
    old = fresh_return(world.alpha, question)
    new = fresh_return(world.alpha, question, previous=old.round)
    blocks = [
        one.round.items.create(
            question=one.asked[0], review_reference=f"CPR {n}", order=n
        )
        for one in (old, new)
        for n in (1, 2)
    ]
    make.AnswerFactory(
        agency_return=old.made, question=old.asked[0], block=blocks[1], text="Two"
    )

    carry_forward(agency_return=new.made, by=world.alpha.lead)

    assert new.made.answers.get().block == blocks[3]
