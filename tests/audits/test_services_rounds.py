"""Preparing, issuing, extending and closing rounds."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from audits import rules
from audits.models import AgencyReturn, Answer, Round, RoundItem
from audits.periods import read_period
from audits.services import asking, blocks, extending, rounds
from boards.models import Agency, BoardAgency
from learning.models import LearningSource
from tests import factories as make
from tests.audits.returns import fresh_return

LONG_AGO = datetime.date(2025, 6, 30)
APRIL = datetime.date(2026, 4, 1)
JUNE = datetime.date(2026, 6, 30)
JULY = datetime.date(2026, 7, 31)
REVIEW = "per_published_review"


def draft_round(side, *questions, period="2026-27", **more):
    """A draft on an edition of its own."""
    made = fresh_return(side, *(questions or ({"key": "a"}, {"key": "b"})))
    made.made.delete()
    values = {"agencies": [side.agency, side.other_agency], "event_on": JULY} | more
    return rounds.prepare_round(
        questionnaire=side.questionnaire,
        edition=made.round.edition,
        period=period,
        title="Section 135",
        opens_on=APRIL,
        due_on=JUNE,
        by=side.officer,
        **values,
    )


def published(side, day, **more):
    """A published review of the board."""
    return make.LearningSourceFactory(
        board=side.board,
        **{"kind": "practice_review", "published_on": day, "title": "Review"} | more,
    )


@pytest.mark.parametrize(
    ("label", "first", "last", "year"),
    [
        ("2026-27", "2026-04-01", "2027-03-31", "2026-27"),
        ("2026/2027", "2026-04-01", "2027-03-31", "2026-27"),
        ("Year 2026\u201327", "2026-04-01", "2027-03-31", "2026-27"),
        ("2025-27", "2025-04-01", "2027-03-31", "2025-27"),
        ("2026", "2026-01-01", "2026-12-31", "2026"),
    ],
)
def test_a_period_is_read_from_its_label(label, first, last, year):
    period = read_period(label)
    assert (str(period.first), str(period.last), period.year) == (first, last, year)


@pytest.mark.parametrize("label", ["", "spring", "2026-25", "12026-27"])
def test_a_label_may_name_no_period(label):
    assert read_period(label) is None


def test_a_draft_is_known_to_officers_only(world):
    side = world.alpha
    made = draft_round(side)

    assert made.state == "draft" and made.board == side.board
    assert set(made.asked.all()) == {side.agency, side.other_agency}
    for who in (side.lead, side.member, side.chair):
        assert not Round.objects.visible_to(who).filter(pk=made.pk).exists()
        assert not LearningSource.objects.visible_to(who).filter(pk=made.pk).exists()
    assert Round.objects.visible_to(side.officer).filter(pk=made.pk).exists()


def test_a_draft_asks_every_agency_of_its_sectors(world):
    made = draft_round(world.alpha, agencies=[], sectors=["police", "housing"])
    assert set(made.asked.all()) == {world.alpha.agency, world.alpha.third_agency}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"due_on": datetime.date(2026, 3, 1)}, "due_on"),
        ({"event_on": datetime.date(2026, 6, 1)}, "event_on"),
        ({"period": " "}, "period"),
    ],
)
def test_a_draft_with_wrong_dates_names_the_field(world, wrong, field):
    made = draft_round(world.alpha)
    with pytest.raises(ValidationError) as refused:
        rounds.update_round(round=made, values=wrong, by=world.alpha.officer)
    assert list(refused.value.error_dict) == [field]


def test_another_boards_agency_cannot_be_asked(world):
    with pytest.raises(ValidationError):
        draft_round(world.alpha, agencies=[world.beta.agency])
    made = draft_round(world.alpha)
    with pytest.raises(ValidationError):
        rounds.issue_round(
            round=made, agencies=[world.beta.agency], by=world.alpha.officer
        )


@pytest.mark.parametrize(
    ("return_kind", "kind"),
    [
        ("section_135", "self_assessment"),
        ("learning_and_development_audit", "workforce"),
        ("partner_annual_report", "partner_report"),
        ("assurance_report", "partner_report"),
    ],
)
def test_the_spine_says_what_kind_of_learning_it_is(world, return_kind, kind):
    world.alpha.questionnaire.return_kind = return_kind
    assert draft_round(world.alpha).source.kind == kind


def test_issuing_makes_returns_without_answers_and_freezes_the_edition(world):
    side = world.alpha
    Round.objects.filter(pk=side.round.pk).update(opens_on=LONG_AGO, due_on=LONG_AGO)
    made = draft_round(side)

    issued = rounds.issue_round(round=made, by=side.officer)

    assert (issued.state, issued.issued_by) == ("open", side.officer)
    assert issued.previous == side.round
    returns = list(issued.returns.order_by("pk"))
    assert {r.agency for r in returns} == {side.agency, side.other_agency}
    assert {(r.total, r.state, r.due_on) for r in returns} == {(2, "not_started", JUNE)}
    assert len({r.reference for r in returns}) == 2
    assert all(r.history.get().history_user == side.officer for r in returns)
    assert not Answer.objects.filter(agency_return__round=issued).exists()
    issued.edition.refresh_from_db()
    assert issued.edition.state == "issued"
    assert Round.objects.visible_to(side.lead).filter(pk=issued.pk).exists()


def test_issuing_again_issues_nothing_more(world):
    made = draft_round(world.alpha)
    first = rounds.issue_round(round=made, by=world.alpha.officer)
    again = rounds.issue_round(round=made, by=world.alpha.officer)
    assert again.issued_at == first.issued_at
    assert made.returns.count() == 2


def test_a_round_of_nobody_or_nothing_is_not_issued(world):
    side = world.alpha
    for made in (draft_round(side, agencies=[]), draft_round(side, {"repeat": REVIEW})):
        with pytest.raises(ValidationError):
            rounds.issue_round(round=made, by=side.officer)
        made.refresh_from_db()
        assert (made.state, made.items.count()) == ("draft", 0)


def many_agencies(board, number):
    """So many agencies on a board, quickly."""
    made = Agency.objects.bulk_create(
        Agency(name_en=f"School {n:05d}", sector="school") for n in range(number)
    )
    BoardAgency.objects.bulk_create(BoardAgency(board=board, agency=a) for a in made)


@pytest.mark.parametrize("number", [10, 300, 2500])
def test_issuing_costs_the_same_queries_however_many_agencies(world, number):
    side = world.alpha
    many_agencies(side.board, number)
    made = draft_round(side, agencies=[], sectors=["school"])

    with CaptureQueriesContext(connection) as spent:
        rounds.issue_round(round=made, by=side.officer)

    assert made.returns.count() == number
    assert AgencyReturn.history.filter(round=made.pk).count() == number
    assert len(spent) == ISSUE_COSTS


ISSUE_COSTS = 26


@pytest.mark.django_db(transaction=True)
def test_two_issues_at_once_make_one_set_of_returns(world):
    side = world.alpha
    made, together = draft_round(side), Barrier(2)

    def issue(_):
        try:
            together.wait(10)
            return rounds.issue_round(round=made, by=side.officer).issued_at
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(issue, range(2))

    assert first == second
    assert made.returns.count() == 2
    assert made.history.filter(state="open").count() == 1


@pytest.mark.requirement("CTM-53", "CTM-54")
def test_issuing_puts_in_the_years_priorities_and_each_published_review(world):
    side = world.alpha
    make.PriorityFactory(board=side.board, year="2026-27", number=1, text_en="Listen")
    make.PriorityFactory(board=side.board, year="2026-27", number=2, text_en="Learn")
    make.PriorityFactory(board=world.beta.board, year="2026-27", text_en="Theirs")
    first = published(side, datetime.date(2026, 5, 20), title="Family one")
    second = published(side, datetime.date(2027, 3, 31), kind="rapid_review")
    for other in (
        {"day": datetime.date(2026, 3, 31)},
        {"day": JUNE, "kind": "forum"},
        {"day": JUNE, "audience": "group", "lead_group": side.restricted_group},
        {"day": JUNE, "lead_group": side.restricted_group},
    ):
        published(side, **other)
    made = draft_round(
        side,
        {"key": "q1"},
        {"key": "q2", "repeat": "priorities_inside"},
        {"key": "q4", "repeat": REVIEW},
    )

    rounds.issue_round(round=made, by=side.officer)

    inside = made.items.filter(question__key="q2")
    assert [row.text for row in inside] == ["Listen", "Learn"]
    reviews = made.items.filter(question__key="q4")
    assert [(r.review_reference, str(r.published_month)) for r in reviews] == [
        (first.reference, "2026-05-01"),
        (second.reference, "2027-03-01"),
    ]
    assert {r.total for r in made.returns.all()} == {4}


@pytest.mark.requirement("CTM-54")
def test_a_review_the_portal_does_not_hold_is_added_by_hand(world):
    side = world.alpha
    made = draft_round(side, {"key": "q4", "repeat": REVIEW})
    blocks.add_review_block(
        round=made, reference="CPR 4/2026", month=JUNE, by=side.officer
    )
    with pytest.raises(ValidationError):
        blocks.add_review_block(
            round=made, reference="cpr 4/2026", month=JUNE, by=side.officer
        )

    rounds.issue_round(round=made, by=side.officer)

    row = made.items.get()
    assert (row.review_reference, str(row.published_month)) == (
        "CPR 4/2026",
        "2026-06-01",
    )
    for act in (
        lambda: blocks.drop_review_block(
            round=made, reference="CPR 4/2026", by=side.officer
        ),
        lambda: blocks.add_review_block(
            round=made, reference="Other", month=JUNE, by=side.officer
        ),
    ):
        with pytest.raises(ValidationError):
            act()
    assert RoundItem.objects.filter(round=made).count() == 1


def issued_round(side):
    return rounds.issue_round(round=draft_round(side), by=side.officer)


def test_more_time_keeps_the_old_date_and_the_reason(world):
    side = world.alpha
    row = issued_round(side).returns.get(agency=side.agency)
    extending.extend_return(
        agency_return=row, new_due_on=JULY, reason="Inspection", by=side.officer
    )
    row.refresh_from_db()
    kept = row.extensions.get()
    assert row.due_on == JULY
    assert (kept.old_due_on, kept.reason) == (JUNE, "Inspection")
    assert row.history.first().due_on == JULY


@pytest.mark.parametrize(
    ("day", "reason", "field"), [(JUNE, "Because", "new_due_on"), (JULY, " ", "reason")]
)
def test_more_time_needs_a_later_day_and_a_reason(world, day, reason, field):
    row = issued_round(world.alpha).returns.first()
    with pytest.raises(ValidationError) as refused:
        extending.extend_return(
            agency_return=row, new_due_on=day, reason=reason, by=world.alpha.officer
        )
    assert list(refused.value.error_dict) == [field]


def test_a_return_handed_in_gets_no_more_time(world):
    with pytest.raises(ValidationError):
        extending.extend_return(
            agency_return=world.alpha.received_return,
            new_due_on=datetime.date(2099, 1, 1),
            reason="Because",
            by=world.alpha.officer,
        )


@pytest.mark.parametrize("number", [10, 300])
def test_more_time_for_many_costs_the_same_queries(world, number):
    side = world.alpha
    many_agencies(side.board, number)
    made = draft_round(side, agencies=[], sectors=["school"])
    rounds.issue_round(round=made, by=side.officer)
    returns = list(made.returns.all())
    with CaptureQueriesContext(connection) as spent:
        extending.extend_many(
            returns=returns, new_due_on=JULY, reason="Term dates", by=side.officer
        )
    assert made.returns.filter(due_on=JULY).count() == number
    assert AgencyReturn.history.filter(round=made.pk, due_on=JULY).count() == number
    assert len(spent) == 6


def test_another_agency_is_asked_after_issue_once(world):
    side = world.alpha
    made = issued_round(side)
    row = asking.ask_agency_too(
        round=made, agency=side.third_agency, due_on=JULY, by=side.officer
    )
    assert (row.due_on, row.total) == (JULY, 2)
    for agency in (side.third_agency, world.beta.agency):
        with pytest.raises(ValidationError) as refused:
            asking.ask_agency_too(round=made, agency=agency, by=side.officer)
        assert list(refused.value.error_dict) == ["agency"]


def test_an_agency_asked_by_mistake_is_let_off_only_before_it_wrote(world):
    side = world.alpha
    made = issued_round(side)
    first, second = made.returns.order_by("pk")
    make.AnswerFactory(
        agency_return=second, question=made.edition.questions.first(), text="Words"
    )
    asking.withdraw_return(agency_return=first, by=side.officer)
    with pytest.raises(ValidationError):
        asking.withdraw_return(agency_return=second, by=side.officer)
    assert list(made.returns.all()) == [second]
    last = AgencyReturn.history.filter(id=first.pk).first()
    assert (last.history_type, last.history_user) == ("-", side.officer)


def test_a_closed_round_takes_answers_only_from_whom_it_was_opened_again(world):
    side = world.alpha
    made = issued_round(side)
    rounds.close_round(round=made, by=side.officer)
    first, second = made.returns.select_related("round").order_by("pk")

    opened = asking.reopen_round_for(
        agency_return=first, new_due_on=JULY, reason="They were away", by=side.officer
    )

    assert (opened.state, opened.due_on) == ("reopened", JULY)
    assert rules.is_editable(opened) and not rules.is_editable(second)


def test_a_draft_is_thrown_away_whole(world):
    made = draft_round(world.alpha)
    rounds.discard_round(round=made, by=world.alpha.officer)
    assert not LearningSource.objects.filter(pk=made.pk).exists()
    with pytest.raises(ValidationError):
        rounds.discard_round(round=world.alpha.round, by=world.alpha.officer)
