"""What is said of actions, and whether they worked."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from actionplans.models import Action, ActionUpdate, ImpactReview, PlanRhythm
from actionplans.services import progress
from actionplans.services.editing import edit_action
from actionplans.services.evidence import add_evidence
from actionplans.services.impact import review_impact
from frameworks.calendar import add_months
from learning.services.versions import StaleVersion

ANSWERS = {"how_much": "Nine teams", "how_well": "87%", "difference": "Too early"}


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def action(side):
    return side.action


def fresh(action):
    return Action.objects.get(pk=action.pk)


def said(action, side, text="Half way", status="green", **more):
    return progress.record_progress(
        action=action, text=text, status=status, by=side.lead, **more
    )


def look(action, side, **said):
    usual = {
        "held_on": timezone.localdate(),
        "what_changed": "Parents were asked once",
        "strands": ["audit"],
        "measure_retested": True,
        "measure_result": "18 of 20",
        "difference": "embedded",
    }
    return review_impact(action=action, by=side.chair, **usual | said)


@pytest.mark.requirement("SOL-2")
def test_done_needs_how_much_how_well_and_what_difference(side, action):
    with pytest.raises(ValidationError) as refused:
        said(action, side, status="done", answers={"how_much": "Nine teams"})
    assert set(refused.value.message_dict) == {"how_well", "difference"}
    said(action, side, status="done", answers=ANSWERS)
    assert fresh(action).status == "done"
    assert fresh(action).how_well == "87%"


@pytest.mark.requirement("CTM-51")
def test_the_look_back_rolls_from_the_intended_date(side, action):
    PlanRhythm.objects.create(board=side.board, look_again_months=3)
    Action.objects.filter(pk=action.pk).update(
        due_on=datetime.date(2026, 1, 31), original_due_on=datetime.date(2026, 1, 31)
    )
    said(action, side, status="done", answers=ANSWERS)
    assert fresh(action).review_on == datetime.date(2026, 4, 30)
    day = datetime.date(2026, 5, 20)
    look(action, side, difference="some", held_on=day)
    assert fresh(action).review_on == datetime.date(2026, 7, 30)


def test_no_change_moves_nothing_and_goes_stale(side, action):
    long_ago = timezone.localtime() - datetime.timedelta(100)
    Action.objects.filter(pk=action.pk).update(moved_at=long_ago)
    update = said(action, side, text="", status=action.status)
    assert update.kind == "no_change"
    assert fresh(action).moved_at == long_ago
    assert said(action, side).kind == "progress"
    assert fresh(action).moved_at > long_ago


def test_one_form_sent_twice_is_one_update(side, action):
    token = "3c1ab1a0-6d55-4f3c-8c11-a06a3f9a2a11"
    assert said(action, side, sent_once=token) == said(action, side, sent_once=token)
    assert ActionUpdate.objects.filter(action=action).count() == 1


@pytest.mark.parametrize("status", ["blue", "withdrawn"])
def test_progress_neither_embeds_nor_withdraws(side, action, status):
    with pytest.raises(ValidationError):
        said(action, side, status=status)


def test_more_time_is_counted_and_has_a_reason(side, action):
    first = action.due_on
    later = add_months(first, 2)
    with pytest.raises(ValidationError):
        progress.extend(action=action, new_due_on=later, reason=" ", by=side.lead)
    with pytest.raises(ValidationError):
        progress.extend(action=action, new_due_on=first, reason="x", by=side.lead)
    progress.extend(action=action, new_due_on=later, reason="Supplier", by=side.lead)
    row = fresh(action)
    assert (row.due_on, row.extended, row.original_due_on) == (later, 1, first)
    assert action.updates.get().old_due_on == first


def test_withdrawn_and_opened_again_with_reasons(side, action):
    progress.withdraw(action=action, reason="Law changed", by=side.officer)
    with pytest.raises(ValidationError):
        said(action, side)
    progress.reopen(action=action, reason="Back", status="amber", by=side.officer)
    assert fresh(action).is_open
    with pytest.raises(ValidationError):
        progress.reopen(action=action, reason="x", status="amber", by=side.officer)


@pytest.mark.requirement("CTM-51")
def test_blue_only_after_the_measure_was_tested_again(side):
    action = side.done_action
    with pytest.raises(ValidationError):
        look(action, side, measure_retested=False, measure_result="")
    look(action, side, difference="some", measure_retested=False, measure_result="")
    assert fresh(action).status == "done"
    look(action, side)
    row = fresh(action)
    assert (row.status, row.review_on) == ("blue", None)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImpactReview.objects.create(
            action=action, held_on=timezone.localdate(), measure_retested=False,
            difference="embedded", what_changed="x", by=side.chair,
        )  # fmt: skip


def test_without_a_measure_nothing_is_embedded(side):
    Action.objects.filter(pk=side.done_action.pk).update(measure="")
    with pytest.raises(ValidationError):
        look(side.done_action, side)


def test_impact_waits_until_it_is_done_and_never_lies_ahead(side, action):
    with pytest.raises(ValidationError):
        look(action, side)
    tomorrow = timezone.localdate() + datetime.timedelta(1)
    with pytest.raises(ValidationError):
        look(side.done_action, side, held_on=tomorrow)


@pytest.mark.requirement("CTM-33", "CTM-51")
def test_the_group_sets_when_and_how_to_look_again(side, action):
    day = timezone.localdate() + datetime.timedelta(200)
    progress.set_look_again(
        action=action, review_on=day, review_kind="re_audit", by=side.chair
    )
    assert (fresh(action).review_on, fresh(action).review_kind) == (day, "re_audit")
    with pytest.raises(ValidationError):
        progress.set_look_again(
            action=action, review_on=timezone.localdate(), review_kind="revisit",
            by=side.chair,
        )  # fmt: skip


@pytest.mark.requirement("HAR-41")
def test_feedback_says_from_whom_and_what_difference(side, action):
    with pytest.raises(ValidationError):
        add_evidence(
            action=action, by=side.lead, title="Spring", summary="Forty replies",
            feedback_from="families",
        )  # fmt: skip
    kept = add_evidence(
        action=action, by=side.lead, title="Spring", summary="Forty replies",
        feedback_from="families", impact="They were asked once",
    )  # fmt: skip
    assert kept.get_feedback_from_display() == "Families and carers"
    assert action.updates.get().kind == "evidence"


def edited(action, side, version, **values):
    return edit_action(action=action, values=values, version=version, by=side.officer)


def test_two_editors_of_different_words_both_keep_theirs(side, action):
    edited(action, side, 1, intended_outcome="Plans change")
    edited(action, side, 1, baseline="Two of twenty", intended_outcome="")
    row = fresh(action)
    assert (row.intended_outcome, row.baseline) == ("Plans change", "Two of twenty")


def test_two_editors_of_the_same_words_see_both(side, action):
    edited(action, side, 1, text="First")
    with pytest.raises(StaleVersion) as conflict:
        edited(action, side, 1, text="Second")
    assert conflict.value.current.text == "First"
    assert fresh(action).text == "First"


def test_an_update_meanwhile_disturbs_no_editor(side, action):
    said(action, side)
    assert edited(action, side, 1, text="Better").text == "Better"


def test_an_agreed_date_is_extended_not_rewritten(side, action):
    later = add_months(action.due_on, 1)
    with pytest.raises(ValidationError):
        edited(action, side, 1, due_on=later)
    edited(side.draft_action, side, 1, due_on=later)
    row = fresh(side.draft_action)
    assert (row.due_on, row.original_due_on, row.extended) == (later, later, 0)
