"""Who is told that an action, a date to look again or a progress report is due."""

import datetime

import pytest
from django.utils import timezone

from actionplans.models import ProgressReport
from learning.deadlines import chases, dues
from tests import factories as make

TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)


def told(board, prefix="actionplans", **narrowed):
    found = dues(TODAY(), board=board, **narrowed)
    return {
        (due.key.split(":", 1)[0], due.user_id)
        for due in found
        if due.key.startswith(prefix)
    }


def test_an_action_is_due_from_its_owner(world):
    side = world.alpha
    side.action.owner = side.contributor
    side.action.save()
    assert ("actionplans.action", side.contributor.pk) in told(side.board)
    assert ("actionplans.action", side.lead.pk) not in told(side.board)


def test_without_an_owner_the_leads_of_its_agency_are_told(world):
    side = world.alpha
    assert ("actionplans.action", side.lead.pk) in told(side.board)
    assert ("actionplans.action", side.other_lead.pk) not in told(side.board)


def test_when_the_owner_left_the_agency_its_leads_are_told(world):
    side = world.alpha
    side.action.owner = side.contributor
    side.action.save()
    side.contributor_membership.delete()
    assert ("actionplans.action", side.lead.pk) in told(side.board)
    assert ("actionplans.action", side.contributor.pk) not in told(side.board)


def test_a_draft_plan_asks_nothing_of_anybody(world):
    side = world.alpha
    side.action.agreed = False
    side.action.save()
    assert ("actionplans.action", side.lead.pk) not in told(side.board)


def test_a_restricted_action_is_told_to_its_own_members_only(world):
    side = world.alpha
    side.restricted_action.owner = side.restricted_member
    side.restricted_action.save()
    mine = [d for d in dues(TODAY(), board=side.board) if d.restricted]
    assert {due.user_id for due in mine} == {side.restricted_member.pk}


def test_a_restricted_action_given_to_an_outsider_is_not_told(world):
    side = world.alpha
    side.restricted_action.owner = side.lead
    side.restricted_action.save()
    assert not [d for d in dues(TODAY(), board=side.board) if d.restricted]


@pytest.mark.requirement("CTM-51")
def test_the_chair_of_the_monitoring_group_is_told_to_look_again(world):
    side = world.alpha
    side.action.status, side.action.review_on = "done", TODAY() - DAY
    side.action.review_kind = "re_audit"
    side.action.save()
    [due] = [d for d in dues(TODAY(), user=side.chair) if "revisit" in d.key]
    assert due.due_on == side.action.review_on
    assert "Re-audit" in due.text
    assert not [d for d in dues(TODAY(), user=side.lead) if "revisit" in d.key]


def test_the_lead_member_is_told_of_a_progress_report(world):
    side = world.alpha
    ProgressReport.objects.create(
        plan=side.plan,
        board=side.board,
        lead=side.member,
        due_on=TODAY() + DAY,
        created_by=side.officer,
    )
    assert ("actionplans.progressreport", side.member.pk) in told(side.board)


@pytest.mark.requirement("CTM-51")
def test_the_officer_chases_late_actions_and_impact_debt(world):
    side = world.alpha
    side.action.due_on = side.action.original_due_on = TODAY() - DAY
    side.action.save()
    make.ActionFactory(
        plan=side.plan, status="done", review_on=TODAY() - DAY, due_on=TODAY() - DAY
    )
    found = {str(c.text): c.count for c in chases(TODAY(), side.officer)}
    assert found["actions are late"] == 1
    assert found["actions are done with no impact shown"] == 1


def test_queries_do_not_grow_with_actions(world, django_assert_max_num_queries):
    side = world.alpha
    make.ActionFactory.create_batch(60, plan=side.plan, agency=side.agency)
    with django_assert_max_num_queries(26):
        list(dues(TODAY(), user=side.lead))
