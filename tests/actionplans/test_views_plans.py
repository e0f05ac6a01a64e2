"""Pages of plans."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.models import Action, ActionPlan
from tests import factories as make

# Seed 000, appendix 2, to the letter.
HEADER = ["Recommendation", "Rationale"]
COLUMNS = [
    "Action", "Timescale", "Responsible", "Intended Outcome",
    "How will we measure the Outcome?", "Progress",
]  # fmt: skip


@pytest.fixture
def side(world):
    return world.alpha


def url(side, name, *args):
    return reverse(f"actionplans:{name}", args=[side.board.slug, *args])


def plan_data(side, **values):
    usual = {
        "title": "Work plan 2030",
        "monitoring_group": side.group.pk,
        "joins": "yes",
        "sent_once": "6f0c3a94-1111-4f3c-8c11-a06a3f9a2a11",
    }
    return usual | values


def text_of(response) -> str:
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(words.split())


@pytest.mark.requirement("HAR-33")
def test_a_groups_chair_opens_a_plan_linked_to_the_business_plan(side, client_for):
    data = plan_data(side, priority=side.priority.pk)
    answer = client_for(side.chair).post(url(side, "plan-open-group"), data)
    plan = ActionPlan.objects.get(title="Work plan 2030")
    assert answer.url == plan.get_absolute_url()
    assert (plan.priority, plan.monitoring_group) == (side.priority, side.group)
    added = client_for(side.chair).post(
        url(side, "action-add", plan.reference),
        {
            "text": "Agree one referral form", "responsible": "Head of service",
            "due_on_day": "1", "due_on_month": "5", "due_on_year": "2030",
            "review_kind": "revisit", "priority": side.priority.pk,
            "monitoring_group": side.group.pk,
            "sent_once": "6f0c3a94-2222-4f3c-8c11-a06a3f9a2a11",
        },
    )  # fmt: skip
    assert added.status_code == 302
    action = plan.actions.get()
    assert (action.responsible, action.due_on.year) == ("Head of service", 2030)
    assert action.priority == side.priority


@pytest.mark.requirement("SOM-12")
def test_a_plan_another_board_owns_with_our_own_actions(side, client_for):
    data = plan_data(side, owning_board="Northern Safeguarding Board")
    client = client_for(side.officer)
    client.post(url(side, "plan-open-group"), data)
    plan = ActionPlan.objects.get(owning_board="Northern Safeguarding Board")
    for agency in (side.agency, side.other_agency):
        make.ActionFactory(plan=plan, agency=agency, text=f"Ours: {agency}")
    words = text_of(client.get(plan.get_absolute_url()))
    assert "Kept by Northern Safeguarding Board" in words
    assert f"Ours: {side.agency}" in words
    assert f"Ours: {side.other_agency}" in words
    listed = client.get(url(side, "plans") + "?kind=elsewhere")
    assert [row.pk for row in listed.context["page"].object_list] == [plan.pk]


@pytest.mark.requirement("HAR-18")
def test_a_plan_opens_from_what_a_source_taught(side, client_for):
    source, client = side.plannable_source, client_for(side.officer)
    address = url(side, "plan-open-source", source.reference)
    asked = source.recommendations.get()
    assert asked.text in text_of(client.get(address))
    client.post(address, plan_data(side))
    plan = ActionPlan.objects.get(source=source)
    words = text_of(client.get(plan.get_absolute_url()))
    assert asked.text in words
    assert "1 finding without an action" in words
    assert "No action answers this recommendation yet." in words
    assert client.get(address).url == plan.get_absolute_url()


@pytest.mark.requirement("CTM-56")
@pytest.mark.parametrize("page", ["plan", "plan-print"])
def test_the_sheet_has_exactly_the_forms_headings(page, side, client_for):
    answer = client_for(side.officer).get(url(side, page, side.plan.reference))
    html = answer.content.decode()
    table = re.search(r"<table[^>]*(?:plan-actions|plan-print).*?</table>", html, re.S)
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', table.group())
    assert heads == COLUMNS
    for word in HEADER:
        assert word in html
    assert side.recommendation.text in html


@pytest.mark.requirement("CTM-56")
def test_the_form_asks_for_the_same_fields(side, client_for):
    address = url(side, "action-add", side.plan.reference)
    words = text_of(client_for(side.officer).get(address))
    for label in [*HEADER, *COLUMNS[:-1]]:
        assert label in words


@pytest.mark.requirement("CTM-56")
def test_an_action_takes_the_words_of_its_recommendation(side, client_for):
    side.recommendation.rationale = "Two reviews found it"
    side.recommendation.save()
    client_for(side.officer).post(
        url(side, "action-add", side.plan.reference),
        {
            "text": "Change the form", "recommendation": side.recommendation.pk,
            "due_on_day": "1", "due_on_month": "5", "due_on_year": "2030",
            "review_kind": "revisit",
            "sent_once": "6f0c3a94-3333-4f3c-8c11-a06a3f9a2a11",
        },
    )  # fmt: skip
    made = Action.objects.get(text="Change the form")
    assert made.recommendation_text == side.recommendation.text
    assert made.rationale == "Two reviews found it"


@pytest.mark.requirement("CTM-50")
def test_staying_out_of_the_composite_plan_needs_a_reason(side, client_for):
    data = plan_data(side, joins="no")
    answer = client_for(side.officer).post(url(side, "plan-open-group"), data)
    assert "not_composite_reason" in answer.context["form"].errors
    assert answer.context["form"]["title"].value() == "Work plan 2030"


def test_agreeing_names_the_group_and_what_is_missing(side, client_for):
    make.ActionFactory(plan=side.draft_plan, measure="", text="Unmeasured")
    client, address = client_for(side.chair), None
    address = url(side, "plan-agree", side.draft_plan.reference)
    words = text_of(client.get(address))
    assert f"Has {side.group} agreed this plan?" in words
    assert "1 action does not say how its outcome is measured" in words
    client.post(address)
    side.draft_plan.refresh_from_db()
    assert (side.draft_plan.state, side.draft_plan.agreed_by) == ("agreed", side.chair)


def test_two_people_change_a_plan_and_see_both_texts(side, client_for):
    address = url(side, "plan-edit", side.plan.reference)
    data = plan_data(side, version=1)
    client_for(side.chair).post(address, data | {"title": "Theirs"})
    answer = client_for(side.officer).post(address, data | {"title": "Mine"})
    words = text_of(answer)
    assert "What differs" in words
    assert "Theirs" in words
    assert answer.context["form"]["title"].value() == "Mine"


@pytest.mark.requirement("HAR-34")
def test_an_agencys_own_plan_is_its_own_until_it_shares_it(side, client_for):
    lead, officer = client_for(side.lead), client_for(side.officer)
    lead.post(
        url(side, "plan-open-own"),
        {"title": "Ours", "sent_once": "6f0c3a94-4444-4f3c-8c11-a06a3f9a2a11"},
    )
    plan = ActionPlan.objects.get(title="Ours")
    make.ActionFactory(plan=plan, agency=side.agency)
    assert officer.get(plan.get_absolute_url()).status_code == 404
    lead.post(url(side, "plan-agree", plan.reference))
    assert officer.get(plan.get_absolute_url()).status_code == 200
    assert officer.get(url(side, "plan-edit", plan.reference)).status_code == 403


def queries_of(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as told:
        assert client.get(address).status_code == 200
    return len(told)


def more(side, number):
    """A plan, a late action, one in impact debt and an offer."""
    plan = make.ActionPlanFactory(
        board=side.board, monitoring_group=side.group, created_by=side.officer
    )
    agency = side.agency if number % 2 else side.other_agency
    make.ActionFactory(plan=plan)
    make.ActionFactory(plan=side.plan, agency=agency, due_on="2025-07-01")
    make.ActionFactory(
        plan=side.plan, agency=agency, status="done", lead_member=side.member,
        due_on="2025-07-01", review_on="2026-01-01",
    )  # fmt: skip
    own = make.ActionFactory(plan=side.own_plan, agency=side.agency)
    side.board.action_offers.create(
        action=own, agency=side.agency, group=side.group, text="Ours",
        due_on=own.due_on, by=side.lead,
    )  # fmt: skip


def test_lists_ask_no_more_for_many_rows(side, client_for):
    client = client_for(side.officer)
    more(side, 0)
    pages = [
        url(side, "plans"), side.plan.get_absolute_url(), url(side, "impact-debt"),
        url(side, "exceptions"), url(side, "quarterly"), url(side, "offers"),
    ]  # fmt: skip
    few = [queries_of(client, page) for page in pages]
    for number in range(12):
        more(side, number)
    assert [queries_of(client, page) for page in pages] == few
    assert max(few[:1] + few[2:]) <= 12
