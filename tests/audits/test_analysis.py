"""The comparison of agencies: no invented ratings, movement told honestly."""

import pytest
from django.utils import timezone

from audits import analysis
from audits.analysis.heat_map import CellState, Movement
from audits.services import moderating
from tests import factories as make
from tests.audits.returns import fresh_return


def standard_cells(side, user):
    found = analysis.heat_map(side.round, user)
    return {row.agency.name_en: row.cells[0] for row in found.rows}, found


def previous_round(side, level, text=None):
    """Last round: the same key, perhaps other words, other_agency on `level`."""
    edition = make.EditionFactory(
        questionnaire=side.questionnaire, number=2, label="2025"
    )
    scale = make.RatingScaleFactory(edition=edition)
    levels = {one.key: one for one in make.add_brag(scale)}
    section = make.SectionFactory(edition=edition, key="s1")
    question = make.QuestionFactory(
        section=section,
        key="s1-1",
        kind="rating",
        scale=scale,
        text_en=text or side.rating.text_en,
    )
    old = make.RoundFactory(
        board=side.board,
        edition=edition,
        state="closed",
        issued_by=side.officer,
        issued_at=timezone.now(),
    )
    returned = make.AgencyReturnFactory(
        round=old,
        agency=side.other_agency,
        state="released",
        submitted_by=side.other_lead,
        submitted_at=timezone.now(),
    )
    make.AnswerFactory(
        agency_return=returned,
        question=question,
        level=levels[level],
        complete=True,
        position="Then",
    )
    side.round.previous = old
    side.round.save()
    return old


@pytest.mark.requirement("CTM-46")
def test_shows_a_received_rating_and_never_a_draft(world):
    cells, _ = standard_cells(world.alpha, world.alpha.officer)

    assert cells["Hospital alpha"].level.key == "green"
    assert cells["Police alpha"].state == CellState.NOT_RETURNED
    assert cells["Police alpha"].level is None


def test_unanswered_is_not_zero(world):
    world.alpha.received_answer.delete()

    cells, found = standard_cells(world.alpha, world.alpha.officer)

    assert cells["Hospital alpha"].state == CellState.UNANSWERED
    [tally] = analysis.tally(found)
    assert (tally.unanswered, tally.not_returned, tally.rated) == (1, 1, 0)


@pytest.mark.requirement("CTM-46")
@pytest.mark.requirement("SOM-21")
@pytest.mark.parametrize(
    ("before", "movement"),
    [
        ("amber", Movement.BETTER),
        ("green", Movement.SAME),
        ("blue", Movement.WORSE),
    ],
)
def test_compares_with_last_round(world, before, movement):
    previous_round(world.alpha, before)

    cells, found = standard_cells(world.alpha, world.alpha.officer)

    assert cells["Hospital alpha"].movement == movement
    assert found.standards[0].reworded is False


def test_tells_a_reworded_question_from_a_changed_answer(world):
    previous_round(world.alpha, "green", text="Quite other words")

    cells, found = standard_cells(world.alpha, world.alpha.officer)

    assert found.standards[0].reworded is True
    assert cells["Hospital alpha"].movement == Movement.SAME
    assert analysis.previous_text(world.alpha.round, "s1-1") == "Quite other words"


def test_moderated_stands_beside_and_final_stands(world):
    side, answer = world.alpha, world.alpha.received_answer
    blue, green, amber, red = side.levels
    moderating.moderate(answer=answer, level=amber, reason="Thin", by=side.chair)
    moderating.reply(answer=answer, text="New audit attached", by=side.other_lead)
    moderating.finalise(answer=answer, level=blue, reason="Seen", by=side.chair)

    cells, _ = standard_cells(side, side.officer)
    answer.refresh_from_db()

    assert answer.level == green
    assert cells["Hospital alpha"].level == blue
    assert cells["Hospital alpha"].self_level == green
    assert cells["Hospital alpha"].is_moderated


def test_same_queries_for_3_and_40_agencies(world, django_assert_num_queries):
    side = world.alpha

    def add(number):
        for _ in range(number):
            agency = make.AgencyFactory(on_boards=[side.board])
            one = make.AgencyReturnFactory(
                round=side.round,
                agency=agency,
                state="submitted",
                submitted_by=side.lead,
                submitted_at=timezone.now(),
            )
            make.AnswerFactory(
                agency_return=one,
                question=side.rating,
                level=side.levels[2],
                complete=True,
                updated_by=side.lead,
            )

    add(1)
    analysis.heat_map(side.round, side.officer)  # scope is read once a request
    with django_assert_num_queries(4):
        analysis.heat_map(side.round, side.officer)
    add(37)
    with django_assert_num_queries(4):
        analysis.heat_map(side.round, side.officer)


def received(side, *questions):
    """A return of its own questions, handed in."""
    fresh = fresh_return(side, *questions)
    fresh.made.state = "submitted"
    fresh.made.submitted_by, fresh.made.submitted_at = side.lead, timezone.now()
    fresh.made.save()
    return fresh


@pytest.mark.requirement("HAR-14")
def test_voice_questions_are_reported_apart(world):
    side = world.alpha
    asked = [{"kind": "text", "tags": ["pre_verbal"]}, {"kind": "text"}]
    handed_in = received(side, *asked)
    for question, words in zip(handed_in.asked, ["We watch play", "Else"], strict=True):
        make.AnswerFactory(
            agency_return=handed_in.made,
            question=question,
            text=words,
            complete=True,
            updated_by=side.lead,
        )

    found = analysis.tagged(handed_in.round, side.officer, ["pre_verbal"])

    assert [one.words for one in found] == ["We watch play"]


@pytest.mark.requirement("CTM-43")
def test_extracts_good_practice_and_improvements(world):
    side = world.alpha
    handed_in = received(side, {"kind": "rating"}, {"kind": "rating"})
    said = [{"position": "Peer mentors in every team"}, {"improvement": "Train them"}]
    for question, at, words in zip(handed_in.asked, (0, 3), said, strict=True):
        make.AnswerFactory(
            agency_return=handed_in.made,
            question=question,
            level=handed_in.levels[at],
            complete=True,
            updated_by=side.lead,
            **words,
        )

    good = analysis.good_practice(handed_in.round, side.officer)
    to_do = analysis.improvements(handed_in.round, side.officer)

    assert [one.words for one in good] == ["Peer mentors in every team"]
    assert [one.words for one in to_do] == ["Train them"]


def test_board_member_reads_nothing_before_release(world):
    side = world.alpha

    cells, _ = standard_cells(side, side.member)
    assert cells["Hospital alpha"].state == CellState.UNANSWERED

    moderating.release(round=side.round, groups=[], by=side.officer)
    del side.member.scope
    cells, _ = standard_cells(side, side.member)
    assert cells["Hospital alpha"].level.key == "green"


@pytest.mark.requirement("CTM-46", "SOM-21")
def test_rounds_stand_year_by_year(world):
    side = world.alpha
    old = previous_round(side, "red")
    moderating.moderate(
        answer=side.received_answer,
        level=side.levels[2],
        reason="No evidence",
        by=side.officer,
    )

    years = analysis.by_year(side.round, side.officer)

    assert years.words == ["Blue", "Green", "Amber", "Red"]
    lines = {row.round: (row.received, row.asked, row.counts) for row in years.rows}
    assert lines[old] == (1, 1, [0, 0, 0, 1])
    assert lines[side.round] == (1, 2, [0, 0, 1, 0])
    police = analysis.by_year(side.round, side.officer, sector="police")
    assert [row.counts for row in police.rows] == [[0] * 4, [0] * 4]
    assert analysis.by_year(side.round, side.member).rows == []
