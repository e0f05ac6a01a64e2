"""Opening, changing, agreeing and closing plans."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from actionplans.models import Action, ActionPlan
from actionplans.services.plans import (
    add_action,
    agree_plan,
    close_plan,
    edit_plan,
    open_plan,
)
from actionplans.sheet import Sheet
from learning.services.versions import StaleVersion
from tests import factories as make

SOON = datetime.date(2030, 5, 1)


@pytest.fixture
def side(world):
    return world.alpha


def opened(side, **values):
    values.setdefault("title", "Work plan")
    values.setdefault("monitoring_group", side.group)
    return open_plan(board=side.board, by=side.officer, **values)


@pytest.mark.requirement("CTM-50")
def test_most_plans_join_the_composite_one_and_others_say_why_not(side):
    plan = opened(side)
    add_action(plan=plan, by=side.officer, text="Change the form", due_on=SOON)
    agree_plan(plan=plan, by=side.officer)
    with pytest.raises(ValidationError) as refused:
        opened(side, composite=False)
    apart = opened(side, composite=False, not_composite_reason="One agency only")
    add_action(plan=apart, by=side.officer, text="Elsewhere", due_on=SOON)
    agree_plan(plan=apart, by=side.officer)

    assert plan.composite
    assert "not_composite_reason" in refused.value.message_dict
    composite = Action.objects.visible_to(side.officer).composite()
    assert set(composite.filter(plan__in=[plan, apart])) == set(plan.actions.all())


def test_a_source_has_one_plan(side):
    with pytest.raises(ValidationError):
        opened(side, source=side.plan.source)


def test_a_form_sent_twice_opens_one_plan(side):
    token = "0b6f2d54-7a5d-4a7c-9c5c-1d5f0f4a4d11"
    assert opened(side, sent_once=token) == opened(side, sent_once=token)


def test_a_plan_of_a_restricted_source_is_confined_to_its_group(side):
    source = make.LearningSourceFactory(
        board=side.board, lead_group=side.restricted_group, audience="group"
    )
    plan = opened(side, source=source, monitoring_group=side.restricted_group)
    assert plan.confined_to == side.restricted_group
    assert not ActionPlan.objects.visible_to(side.officer).filter(pk=plan.pk).exists()


def test_a_plan_cannot_come_out_of_its_restricted_group(side):
    values = {"monitoring_group": side.restricted_group}
    with pytest.raises(ValidationError):
        edit_plan(plan=side.plan, values=values, version=1, by=side.officer)


def test_agreeing_needs_an_action_and_a_group(side):
    empty = opened(side)
    with pytest.raises(ValidationError):
        agree_plan(plan=empty, by=side.officer)
    nobody = opened(side, monitoring_group=None)
    add_action(plan=nobody, by=side.officer, text="Do it", due_on=SOON)
    with pytest.raises(ValidationError):
        agree_plan(plan=nobody, by=side.officer)


@pytest.mark.requirement("CTM-33")
def test_actions_are_overseen_by_the_plans_group(side):
    plan = opened(side, coordinator=side.officer)
    action = add_action(
        plan=plan, by=side.officer, text="Do it", due_on=SOON,
        review_on=datetime.date(2030, 11, 1), review_kind="re_audit",
    )  # fmt: skip
    assert action.monitoring_group == side.group
    assert (action.review_on.year, action.review_kind) == (2030, "re_audit")


def test_agencies_see_what_they_carry_only_once_it_is_agreed(side):
    plan = opened(side)
    action = add_action(
        plan=plan, by=side.officer, text="Do it", due_on=SOON, agency=side.agency
    )
    seen = Action.objects.visible_to(side.lead).filter(pk=action.pk)
    assert not seen.exists()
    agree_plan(plan=plan, by=side.chair)
    assert seen.exists()


def test_changing_a_plan_changes_its_actions_copies(side):
    values = {"composite": False, "not_composite_reason": "Small"}
    edit_plan(plan=side.plan, values=values, version=1, by=side.officer)
    side.action.refresh_from_db()
    assert not side.action.in_composite
    with pytest.raises(StaleVersion):
        edit_plan(plan=side.plan, values=values, version=1, by=side.chair)


def test_a_plan_closes_when_every_action_is_settled(side):
    with pytest.raises(ValidationError):
        close_plan(plan=side.plan, by=side.officer)
    side.action.status = "blue"
    side.action.save()
    assert close_plan(plan=side.plan, by=side.officer).state == "closed"
    with pytest.raises(ValidationError):
        add_action(plan=_fresh(side.plan), by=side.officer, text="x", due_on=SOON)


def _fresh(plan):
    return ActionPlan.objects.get(pk=plan.pk)


@pytest.mark.requirement("HAR-18", "WOL-6")
def test_a_plan_shows_findings_that_nothing_follows_from(side):
    source = side.plannable_source
    plan = opened(side, source=source)
    lesson = source.findings.get()
    make.FindingFactory(source=source, kind="good_practice")
    make.FindingFactory(source=source, no_action_reason="National matter")
    assert Sheet(plan, side.officer).findings_without_action == [lesson]

    until = datetime.date(2032, 1, 1)
    action = add_action(
        plan=plan, by=side.officer, text="Do it", due_on=SOON, finding=lesson,
        sustained_by=until,
    )  # fmt: skip
    assert Sheet(plan, side.officer).findings_without_action == []
    assert action.sustained_by == until


@pytest.mark.requirement("HAR-18")
def test_recommendations_are_the_headings_of_the_plan(side):
    plan = opened(side, source=side.plannable_source)
    asked = side.plannable_source.recommendations.get()
    sheet = Sheet(plan, side.officer)
    assert [one.text for one in sheet.headings] == [asked.text]
    assert sheet.recommendations_without_action == [asked]
