"""Who is told that a time limit of a review runs out."""

import datetime

from django.utils import timezone

from learning.deadlines import dues
from learning.models import Milestone

TODAY = timezone.localdate
IN_A_WEEK = datetime.timedelta(days=7)


def limit(source, **more):
    due = TODAY() + IN_A_WEEK
    values = {"due_on": due, "original_due_on": due, **more}
    return Milestone.objects.create(
        source=source,
        key="report",
        name_en="Report",
        until="report_received",
        unit="months",
        count=6,
        starts_on=TODAY(),
        **values,
    )


def told(side):
    found = dues(TODAY(), board=side.board)
    return {d.user_id for d in found if d.key.startswith("learning.milestone")}


def test_the_officer_and_the_chair_of_the_lead_group_are_told(world):
    limit(world.alpha.review.source)
    assert told(world.alpha) == {world.alpha.officer.pk, world.alpha.chair.pk}
    assert told(world.beta) == set()


def test_a_restricted_limit_is_told_to_its_own_members(world):
    limit(world.alpha.restricted_source)
    assert told(world.alpha) == {world.alpha.restricted_member.pk}
    [due] = [d for d in dues(TODAY(), user=world.alpha.restricted_member)]
    assert due.restricted


def test_limits_met_paused_or_of_closed_sources_are_not_told(world):
    side = world.alpha
    one = limit(side.review.source, met_on=TODAY(), met_by=side.officer)
    assert told(side) == set()
    one.met_on = one.met_by = None
    one.paused_on = TODAY()
    one.save()
    assert told(side) == set()
    one.paused_on = None
    one.save()
    side.review.source.closed_on = TODAY()
    side.review.source.save()
    assert told(side) == set()


def test_a_conflict_keeps_the_limit_from_those_who_run_the_review(world):
    side = world.alpha
    limit(side.review.source)
    side.review.panel.create(
        user=side.chair,
        role="member",
        declaration="conflict",
        appointed_by=side.officer,
    )
    owed = dues(TODAY(), user=side.chair)
    assert [d for d in owed if d.key.startswith("learning.milestone")] == []
