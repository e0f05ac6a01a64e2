"""Every source says which stage of the cycle it is in, and how long (WOL-12)."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actionplans.models import Action
from frameworks.vocabulary import Domain
from learning.cycle import choices, standing_of
from learning.models import LearningSource
from learning.process import domain_name, process_of
from tests import factories as make

TODAY = timezone.localdate


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def old(side):
    """Raised forty days ago."""
    return make.LearningSourceFactory(
        board=side.board,
        source_type=side.source_type,
        title="Dip sample of plans",
        lead_group=side.group,
        opened_on=TODAY() - datetime.timedelta(40),
    )


def seen(side, client, **query):
    url = reverse("learning:sources", args=[side.board.slug])
    return client.get(url, query)


def stage(source):
    found = standing_of(source)
    return found.domain.value, found.days


@pytest.mark.requirement("WOL-12")
def test_a_source_goes_through_the_cycle_with_its_plan(side, old, client_for):
    assert stage(old) == ("identify", 40)
    plan = make.ActionPlanFactory(board=side.board, source=old, created_by=side.officer)
    type(plan).objects.filter(pk=plan.pk).update(
        created_at=timezone.localtime() - datetime.timedelta(30)
    )
    action = make.ActionFactory(plan=plan, source=old, status="green")
    assert stage(old) == ("plan", 30)
    rows = Action.objects.filter(pk=action.pk)
    rows.update(status="done", status_on=TODAY() - datetime.timedelta(8))
    assert stage(old) == ("monitor", 8)
    rows.update(status="blue", status_on=TODAY() - datetime.timedelta(2))
    assert stage(old) == ("improve", 2)
    page = client_for(side.practitioner).get(old.get_absolute_url())
    name = domain_name(side.board, Domain.IMPROVE)
    told = page.content.decode()
    assert "Stage of the cycle" in told and name in told and "2 days" in told


@pytest.mark.requirement("WOL-12")
def test_a_review_stands_where_its_stage_stands(side):
    source = side.published_review.source  # at its action plan, none is opened
    assert (
        standing_of(source).domain.value
        == process_of(source).stage("action_plan").domain
    )
    closed = make.LearningSourceFactory(
        board=side.board, opened_on=TODAY() - datetime.timedelta(9), closed_on=TODAY()
    )
    assert stage(closed) == ("improve", 0)


@pytest.mark.requirement("WOL-12")
def test_the_list_shows_narrows_sorts_and_exports_the_stage(side, old, client_for):
    plan = make.ActionPlanFactory(board=side.board, source=old, created_by=side.officer)
    client = client_for(side.officer)
    plan_word, monitor = (
        domain_name(side.board, part) for part in (Domain.PLAN, Domain.MONITOR)
    )
    assert {plan_word, monitor} <= {value for value, _label in choices(side.board)}
    page = seen(side, client, cycle=plan_word)
    found = {row.pk for row in page.context["page"]}
    assert old.pk in found and side.source.pk not in found
    assert old.title not in seen(side, client, cycle=monitor).content.decode()
    assert old.title in seen(side, client, cycle="nonsense").content.decode()
    told = seen(side, client, sort="-cycle", **{"as": "csv"}).content.decode()
    assert plan_word in told
    assert plan.source == old


def test_a_restricted_groups_plan_moves_nothing_that_others_see(side, old):
    make.ActionPlanFactory(
        board=side.board, source=old, created_by=side.officer,
        confined_to=side.restricted_group,
    )  # fmt: skip
    assert stage(old)[0] == "identify"


def test_the_queries_of_the_list_do_not_grow(side, old, client_for):
    client = client_for(side.officer)
    seen(side, client)
    counts = []
    for number in (3, 300):
        LearningSource.objects.filter(title="Many").delete()
        for _n in range(number):
            make.LearningSourceFactory(
                board=side.board, title="Many", source_type=side.source_type,
                lead_group=side.group,
            )  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            seen(side, client)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
