"""The composite plan: what it shows to whom, how it is narrowed, what it costs."""

import csv
import datetime
from io import BytesIO, StringIO

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from actionplans.composite import CompositePlan
from actionplans.models import ActionUpdate, PlanRhythm, SavedView
from tests import factories as make

DAY = datetime.timedelta(days=1)
FORM = [
    "Recommendation", "Rationale", "Action", "Timescale", "Responsible",
    "Intended Outcome", "How will we measure the Outcome?", "Progress",
]  # fmt: skip


def today():
    return timezone.localdate()


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def shown(side, client_for):
    """What the list shows a person under some filters: references in order."""

    def build(query="", who="officer"):
        address = reverse("actionplans:composite", args=[side.board.slug])
        page = client_for(getattr(side, who)).get(f"{address}?{query}")
        assert page.status_code == 200
        return [row.pk for row, _reasons, _title in page.context["rows"]]

    return build


def plan_of(side, **more):
    values = {
        "board": side.board, "state": "agreed", "agreed_by": side.officer,
        "agreed_at": timezone.now(), "created_by": side.officer,
    }  # fmt: skip
    return make.ActionPlanFactory(**values | more)


@pytest.mark.requirement("CTM-50")
def test_shows_every_action_of_every_agreed_plan(side, shown):
    other = make.ActionFactory(
        plan=plan_of(side, source=side.source, monitoring_group=side.group)
    )
    draft = plan_of(side, state="draft", agreed_by=None, agreed_at=None)
    make.ActionFactory(plan=draft)
    apart = plan_of(side, composite=False, not_composite_reason="Its own")
    make.ActionFactory(plan=apart, in_composite=False)
    make.ActionFactory(plan=side.plan, merged_into=side.action)
    assert set(shown()) == {side.action.pk, other.pk}


def test_an_agency_sees_what_it_carries_and_not_the_plan_behind_it(
    side, shown, client_for
):
    make.ActionFactory(plan=side.plan, agency=side.other_agency)
    assert shown(who="lead") == [side.action.pk]
    address = reverse("actionplans:composite", args=[side.board.slug])
    page = client_for(side.lead).get(address).content.decode()
    assert side.plan.title not in page
    assert side.plan.title in client_for(side.officer).get(address).content.decode()


def test_a_restricted_action_is_nowhere_for_others(side, client_for):
    address = reverse("actionplans:composite", args=[side.board.slug])
    before = client_for(side.officer).get(address)
    query = f"?q={side.restricted_action.reference}&group={side.restricted_group.pk}"
    found = client_for(side.officer).get(address + query).content.decode()
    assert before.context["plan"].tally.total == 1
    assert str(side.restricted_group) not in found
    inside = client_for(side.restricted_member).get(address)
    assert [row.pk for row, *_ in inside.context["rows"]] == [side.restricted_action.pk]


@pytest.mark.requirement("HAR-29")
def test_late_actions_are_flagged_and_can_be_looked_at_first(side, shown, client_for):
    late = make.ActionFactory(plan=side.plan, due_on=today() - DAY)
    assert shown("exception=late") == [late.pk]
    address = reverse("actionplans:composite", args=[side.board.slug])
    page = client_for(side.officer).get(f"{address}?exception=late").content.decode()
    assert '<strong class="govuk-tag govuk-tag--red">Late</strong>' in page


def test_each_exception_finds_its_own(side, shown):
    stale = make.ActionFactory(
        plan=side.plan, moved_at=timezone.localtime() - datetime.timedelta(92)
    )
    slipping = make.ActionFactory(plan=side.plan, extended=2, original_due_on=today())
    bare = make.ActionFactory(plan=side.plan, measure="")
    debt = make.ActionFactory(
        plan=side.plan, status="done", review_on=today() - DAY, due_on=today() - DAY
    )
    found = {
        key: shown(f"exception={key}")
        for key in ("stale", "slipping", "no_measure", "impact_debt", "late")
    }
    assert found == {
        "stale": [stale.pk], "slipping": [slipping.pk], "no_measure": [bare.pk],
        "impact_debt": [debt.pk], "late": [],
    }  # fmt: skip
    assert set(shown("exception=any")) == {stale.pk, slipping.pk, bare.pk, debt.pk}


def test_the_board_says_how_soon_an_action_is_stale(side, shown):
    make.ActionFactory(plan=side.plan, moved_at=timezone.now() - 20 * DAY)
    assert shown("exception=stale") == []
    PlanRhythm.objects.create(board=side.board, stale_after_days=14)
    assert len(shown("exception=stale")) == 1


@pytest.mark.parametrize(
    ("query", "here"),
    [
        ("agency={0.agency.pk}", True), ("agency={0.other_agency.pk}", False),
        ("group={0.group.pk}", True), ("plan={0.plan.reference}", True),
        ("plan={0.restricted_plan.reference}", True), ("status=not_started", True),
        ("status=red", False), ("status=open", True), ("strength=train", False),
        ("due=overdue", False), ("due=quarter", True), ("owner=mine", False),
        ("priority={0.priority.pk}", False), ("theme={0.theme.pk}", True),
        ("theme={0.other_theme.pk}", False),
        ("theme=nonsense", True), ("due_to=2020-01-01", False),
        ("due_from=rubbish", True), ("q=Reference", False),
        ("q={0.action.reference}", True),
    ],
)  # fmt: skip
def test_filters(side, shown, query, here):
    """A value nobody understands narrows nothing."""
    assert side.theme_tag
    side.recommendation.findings.set([side.finding])
    query = query.format(side)
    if query == "q=Reference":
        query = "q=zzzz"
    assert shown(query) == ([side.action.pk] if here else [])


def test_a_theme_of_a_review_somebody_may_not_see_says_nothing(side, client_for):
    side.action.finding = side.theme_tag.finding
    side.action.save()
    address = reverse("actionplans:composite", args=[side.board.slug])
    address = f"{address}?theme={side.theme.pk}"
    assert len(client_for(side.officer).get(address).context["rows"]) == 1
    assert list(client_for(side.lead).get(address).context["rows"]) == []


def test_counts_and_ageing_say_the_same_as_the_list(side):
    for status, days in (("red", -400), ("amber", -10), ("green", 20), ("done", -50)):
        make.ActionFactory(
            plan=side.plan, status=status, due_on=today() + datetime.timedelta(days)
        )
    plan = CompositePlan(side.board, side.officer, QueryDict(""))
    assert plan.tally.total == plan.rows.count() == 5
    counted = {level.key: count for level, count in plan.tally.statuses}
    assert counted == {"red": 1, "amber": 1, "not_started": 1, "green": 1, "done": 1}
    totals = {bar.age.key: bar.total for bar in plan.ageing.bars}
    assert (totals["year_late"], totals["late"], totals["month"]) == (1, 1, 1)
    assert sum(totals.values()) == 4  # what is done no longer waits


@pytest.mark.requirement("CTM-56")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_exports_exactly_the_headings_of_the_form(side, client_for, kind):
    ActionUpdate.objects.create(
        action=side.action, kind="progress", text="=Half way", by=side.lead
    )
    address = reverse("actionplans:composite", args=[side.board.slug])
    response = client_for(side.officer).get(f"{address}?as={kind}")
    if kind == "csv":
        body = b"".join(response.streaming_content).decode("utf-8-sig")
        rows = list(csv.reader(StringIO(body)))
    else:
        sheet = load_workbook(BytesIO(response.content)).active
        rows = [[c.value for c in row] for row in sheet]
    assert rows[0] == [*FORM, "Reference", "Agency", "Owner", "Status"]
    assert rows[1][2] == side.action.text
    assert rows[1][7].endswith(": =Half way")
    assert rows[1][8:] == [
        side.action.reference, str(side.agency), rows[1][10], "Not started"
    ]  # fmt: skip


def test_costs_the_same_for_3_and_300(side, client_for, django_assert_max_num_queries):
    client, counts = client_for(side.officer), []
    address = reverse("actionplans:composite", args=[side.board.slug])
    for query in ("", "?q=Action"):
        client.get(address + query)
    for more in (2, 297):
        for number in range(more):
            make.ActionFactory(
                plan=side.plan,
                owner=make.UserFactory() if number < 30 else side.lead,
                agency=make.AgencyFactory() if number < 30 else side.agency,
            )
        with django_assert_max_num_queries(12) as found:
            client.get(address)
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_a_view_is_kept_used_renamed_and_deleted_by_its_owner_alone(side, client_for):
    client = client_for(side.officer)
    save = reverse("actionplans:view-save", args=[side.board.slug])
    client.post(f"{save}?exception=late&page=3&sort=due", {"name": "Late ones"})
    view = SavedView.objects.get()
    assert (view.name, view.query, view.user) == (
        "Late ones", "exception=late", side.officer,
    )  # fmt: skip
    again = client.post(f"{save}?status=red", {"name": "late ones"})
    assert "You have a view of this name" in again.content.decode()
    rename = reverse("actionplans:view-rename", args=[side.board.slug, view.pk])
    delete = reverse("actionplans:view-delete", args=[side.board.slug, view.pk])
    assert client_for(side.chair).post(delete).status_code == 404
    client.post(rename, {"name": "Late now"})
    view.refresh_from_db()
    assert view.name == "Late now"
    client.get(delete)
    assert SavedView.objects.count() == 1  # looking changes nothing
    client.post(delete)
    assert SavedView.objects.count() == 0
