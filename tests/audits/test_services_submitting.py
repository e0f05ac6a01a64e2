"""Sign-off, hand-in, the frozen copy, reopening, and the actions of gaps."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audits.models import AgencyReturn, AnswerEvidence, Submission
from audits.rules import Gap
from audits.services.answering import NotOpen
from audits.services.clarifying import clarify, open_threads, settle
from audits.services.improvements import confirm, decline
from audits.services.submitting import (
    Incomplete,
    fingerprint,
    reopen,
    send_back,
    send_to_executive,
    submit,
)
from tests import factories as make
from tests.audits.returns import fresh_return

pytestmark = pytest.mark.django_db


@pytest.fixture
def side(world):
    """The open return of the first board, whole and amber."""
    side = world.alpha
    rating = side.draft_answer
    rating.level, rating.improvement = side.levels[2], "Train every team"
    rating.save()
    document = make.DocumentFactory(board=side.board, agency=side.agency)
    evidence = make.EvidenceFactory(
        agency=side.agency, title="Minutes", document=document, link=""
    )
    AnswerEvidence.objects.create(answer=rating, evidence=evidence, added_by=side.lead)
    make.AnswerFactory(agency_return=side.open_return, question=side.question, text="W")
    return side


def hand_in(side, by=None):
    return submit(agency_return=side.open_return, by=by or side.executive)


@pytest.mark.requirement("CTM-45")
def test_rating_without_evidence_cannot_be_submitted(side):
    side.draft_answer.evidence_links.all().delete()

    with pytest.raises(Incomplete) as refused:
        hand_in(side)

    [missing] = refused.value.missing
    assert (missing.step.question, missing.gaps) == (side.rating, (Gap.EVIDENCE,))
    assert not Submission.objects.exists()


@pytest.mark.requirement("CTM-45")
def test_rating_without_position_cannot_be_submitted(side):
    side.draft_answer.position = ""
    side.draft_answer.save()

    with pytest.raises(Incomplete):
        hand_in(side)


def test_half_done_optional_question_is_missing_and_an_untouched_one_is_not(side):
    fresh = fresh_return(side, {"kind": "rating", "required": False}, {})
    side.open_return = fresh.made
    make.AnswerFactory(agency_return=fresh.made, question=fresh.asked[1], text="W")
    begun = make.AnswerFactory(
        agency_return=fresh.made, question=fresh.asked[0], level=fresh.levels[0]
    )
    with pytest.raises(Incomplete):
        hand_in(side)

    begun.delete()
    assert hand_in(side)


def test_lead_sends_it_to_the_executive_who_signs(side):
    send_to_executive(agency_return=side.open_return, by=side.lead)
    side.open_return.refresh_from_db()
    assert side.open_return.state == "with_executive"
    with pytest.raises(PermissionDenied):
        hand_in(side, by=side.lead)

    submission = hand_in(side)

    assert (submission.submitted_by, submission.signed_off_by) == (
        side.lead,
        side.executive,
    )
    side.open_return.refresh_from_db()
    assert (side.open_return.state, side.open_return.answered) == ("submitted", 2)


def test_executive_sends_it_back_with_a_note(side):
    send_to_executive(agency_return=side.open_return, by=side.lead)
    with pytest.raises(ValidationError):
        send_back(agency_return=side.open_return, by=side.executive, note=" ")

    sent = send_back(agency_return=side.open_return, by=side.executive, note="Q1.1")

    assert (sent.state, sent.sign_off_requests.get().note) == ("in_progress", "Q1.1")


def test_frozen_copy_holds_words_level_and_evidence_and_fits_its_fingerprint(side):
    submission = hand_in(side)
    submission.refresh_from_db()

    row = submission.content["answers"][0]
    assert (row["level"]["letter"], row["level"]["definition_en"]) == (
        "A",
        "What Amber means here",
    )
    assert row["position"] == side.draft_answer.position
    assert [(e["title"], len(e["sha256"])) for e in row["evidence"]] == [
        ("Minutes", 64)
    ]
    assert submission.sha256 == fingerprint(submission.content)
    assert submission.reference.startswith("REC-")


def test_submitting_again_gives_the_same_receipt(side):
    assert hand_in(side) == hand_in(side)


def test_late_is_marked_and_reopening_does_not_make_late(side):
    first = hand_in(side)
    AgencyReturn.objects.update(due_on="2020-01-01")
    reopen(agency_return=side.open_return, by=side.officer, reason="Add figures")

    second = hand_in(side)

    assert (first.number, first.late) == (1, False)
    assert (second.number, second.late) == (2, False)
    side.open_return.refresh_from_db()
    assert side.open_return.submitted_at == first.submitted_at


def test_first_hand_in_after_the_due_date_is_late(side):
    AgencyReturn.objects.update(due_on="2020-01-01")

    assert hand_in(side).late


def test_reopening_keeps_the_copy_and_hides_the_live_words_from_the_board(side):
    submission = hand_in(side)

    reopen(agency_return=side.open_return, by=side.officer, reason="Add figures")

    assert Submission.objects.visible_to(side.officer).get() == submission
    live = type(side.draft_answer).objects.visible_to(side.officer)
    assert not live.filter(agency_return=side.open_return).exists()


def test_only_received_returns_are_reopened_and_only_with_a_reason(side):
    with pytest.raises(NotOpen):
        reopen(agency_return=side.open_return, by=side.officer, reason="Why")
    hand_in(side)
    with pytest.raises(ValidationError):
        reopen(agency_return=side.open_return, by=side.officer, reason="")


@pytest.mark.requirement("SOM-20")
def test_gap_makes_an_action_the_agency_confirms(side):
    hand_in(side)
    action = side.open_return.improvements.get()
    assert (action.state, action.text) == ("draft", "Train every team")

    with pytest.raises(ValidationError) as refused:
        confirm(action=action, text="Train", owner="", due_on=None, by=side.lead)
    assert set(refused.value.message_dict) == {"owner", "due_on"}

    done = confirm(
        action=action, text="Train", owner="Head of training", due_on="2027-01-31",
        by=side.lead,
    )  # fmt: skip
    assert (done.state, done.decided_by) == ("confirmed", side.lead)


def test_gap_is_declined_only_with_a_reason_and_stays_so(side):
    hand_in(side)
    action = side.open_return.improvements.get()
    with pytest.raises(ValidationError):
        decline(action=action, reason="", by=side.lead)
    decline(action=action, reason="Already in the plan", by=side.lead)

    reopen(agency_return=side.open_return, by=side.officer, reason="Again")
    hand_in(side)

    assert side.open_return.improvements.get().state == "declined"


def test_rating_that_rose_takes_its_draft_action_away(side):
    hand_in(side)
    reopen(agency_return=side.open_return, by=side.officer, reason="Again")
    side.draft_answer.level = side.levels[0]
    side.draft_answer.save()

    hand_in(side)

    assert not side.open_return.improvements.exists()


def test_thread_stays_open_to_both_sides_after_submission(side):
    hand_in(side)
    place = {
        "agency_return": side.open_return,
        "question": side.rating,
        "block": None,
    }
    asked = clarify(**place, text="Which teams?", by=side.officer)
    told = clarify(**place, text="All of them.", by=side.contributor)

    assert (asked.from_board, told.from_board) == (True, False)
    assert open_threads(side.open_return) == {(side.rating.pk, None): 2}
    assert settle(**place, by=side.officer) == 2
    assert open_threads(side.open_return) == {}


@pytest.mark.parametrize("name", ["other_lead", "member", "practitioner"])
def test_nobody_else_joins_the_thread(side, name):
    with pytest.raises(PermissionDenied):
        clarify(
            agency_return=side.open_return, question=side.rating, block=None,
            text="Hello", by=getattr(side, name),
        )  # fmt: skip
