"""Dissemination plans: opened with every audience, agreed, delivered, due."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from dissemination.headings import PLAN
from dissemination.models import DisseminationPlan, PlanLine, ShareRecord
from dissemination.services.plans import (
    agree_plan,
    close_plan,
    deliver_line,
    edit_line,
    open_plan,
)
from learning.deadlines import chases, dues
from learning.models import ReportTemplate
from learning.services.versions import StaleVersion
from learning.thread import Asked, Start, key_of, thread
from tests.reporting.built import built, pdf_of, pdf_words, word_of

TODAY = timezone.localdate
DAY = datetime.timedelta(1)
# Seed 003, appendix C, to the letter.
COLUMNS = [
    "Purpose of Key Messages",
    "Target Audiences",
    "Communication Methods",
    "Measures of Success",
]


@pytest.fixture
def side(world):
    return world.alpha


def url(side, name, *args):
    return reverse(f"dissemination:{name}", args=[side.board.slug, *args])


def line_data(side, line, **values):
    usual = {
        "purpose": "Know what changed", "methods": [side.channel.pk],
        "measure": "Eight of ten can say it", "agency": side.agency.pk,
        "owner": side.lead.pk, "version": line.version,
        "due_on_day": "1", "due_on_month": "5", "due_on_year": "2030",
    }  # fmt: skip
    return usual | values


@pytest.mark.requirement("SOL-34", "SOL-60")
def test_an_accepted_summary_becomes_a_plan_with_every_audience(side, client_for):
    summary, other = side.accepted_summary, side.hidden_audience
    general = type(other).objects.create(
        board=side.board, key="general", name_en="General public", order=2
    )
    client = client_for(side.chair)
    address = url(side, "plan-open-summary", summary.reference)
    data = {
        "title": "Sharing the review", "group": side.group.pk,
        "sent_once": "6f0c3a94-1111-4f3c-8c11-a06a3f9a2d01",
    }  # fmt: skip
    answer = client.post(address, data)
    plan = DisseminationPlan.objects.get()
    assert answer.url == plan.get_absolute_url()
    assert (plan.summary, plan.source) == (summary, summary.source)
    purposes = dict(plan.lines.values_list("audience", "purpose"))
    assert purposes == {side.audience.pk: summary.messages, general.pk: ""}
    assert client.get(address).url == plan.get_absolute_url()


def test_a_summary_not_taken_on_has_no_plan(side, client_for):
    with pytest.raises(ValidationError):
        open_plan(
            board=side.board, by=side.chair, summary=side.sent_summary,
            group=side.group, title="x",
        )  # fmt: skip
    address = url(side, "plan-open-summary", side.sent_summary.reference)
    assert client_for(side.chair).get(address).status_code == 404


@pytest.mark.requirement("SOL-36", "CTM-42", "WOL-32")
def test_a_line_is_planned_delivered_and_each_channel_logged(side, client_for):
    plan = side.sharing_draft
    line, client = plan.lines.get(audience=side.audience), client_for(side.chair)
    client.post(url(side, "line-edit", plan.reference, line.pk), line_data(side, line))
    client.post(url(side, "plan-agree", plan.reference))
    line.refresh_from_db()
    assert (line.owner, line.plan.state) == (side.lead, "agreed")
    done = TODAY() - DAY
    data = {
        "methods": [side.channel.pk], "reach": "140", "result": "Nine of ten",
        "version": line.version, "delivered_on_day": done.day,
        "delivered_on_month": done.month, "delivered_on_year": done.year,
    }  # fmt: skip
    client_for(side.lead).post(url(side, "line-deliver", plan.reference, line.pk), data)
    line.refresh_from_db()
    assert (line.delivered_on, line.reach, line.result) == (done, 140, "Nine of ten")
    logged = ShareRecord.objects.get()
    assert (logged.method, logged.audience) == (side.channel, side.audience)
    assert (logged.on, logged.reach, logged.by) == (done, 140, side.lead)


def test_a_result_written_later_logs_nothing_twice(side):
    line = side.sharing_line
    for result in ("", "Seven of ten"):
        line = deliver_line(
            line=line, delivered_on=TODAY(), methods=[side.channel], reach=9,
            result=result, version=line.version, by=side.officer,
        )  # fmt: skip
    assert line.result == "Seven of ten"
    assert ShareRecord.objects.count() == 1


def test_a_restricted_groups_plan_leaves_no_entry_in_the_log(side):
    line = side.restricted_sharing.lines.get(audience=side.audience)
    deliver_line(
        line=line, delivered_on=TODAY(), methods=[side.channel], version=1,
        by=side.restricted_member,
    )  # fmt: skip
    assert not ShareRecord.objects.exists()


def test_a_plan_needs_one_whole_line_and_closes_when_all_are_reached(side):
    plan = side.sharing_draft
    plan.lines.update(due_on=None)
    with pytest.raises(ValidationError):
        agree_plan(plan=plan, by=side.chair)
    line = plan.lines.get(audience=side.audience)
    edit_line(line=line, values={"due_on": TODAY()}, version=1, by=side.chair)
    plan = agree_plan(plan=plan, by=side.chair)
    with pytest.raises(ValidationError):
        close_plan(plan=plan, by=side.chair)
    line.refresh_from_db()
    deliver_line(
        line=line, delivered_on=TODAY(), methods=[], version=line.version, by=side.chair
    )
    assert close_plan(plan=plan, by=side.chair).state == "closed"


def test_two_people_at_once_lose_no_words(side, client_for):
    line = side.sharing_line
    edit_line(line=line, values={"purpose": "Hers"}, version=1, by=side.chair)
    with pytest.raises(StaleVersion):
        edit_line(line=line, values={"purpose": "His"}, version=1, by=side.officer)
    address = url(side, "line-edit", side.sharing_plan.reference, line.pk)
    data = line_data(side, line, version=1, purpose="His words")
    page = client_for(side.officer).post(address, data).content.decode()
    assert "Hers" in page
    assert "His words" in page


def told(side, **narrowed):
    found = dues(TODAY(), board=side.board, **narrowed)
    key = f"dissemination.planline:{side.sharing_line.pk}"
    return {due.user_id for due in found if due.key == key}


@pytest.mark.requirement("SOL-36")
def test_a_line_is_due_from_its_owner_else_its_agencys_leads_else_the_chair(side):
    line = side.sharing_line
    assert told(side) == {side.lead.pk} == told(side, user=side.lead)
    line.owner = side.contributor
    line.save()
    assert told(side) == {side.contributor.pk}
    assert told(side, user=side.lead) == set()
    line.owner = line.agency = None
    line.due_on = TODAY() - DAY
    line.save()
    assert told(side) == {side.chair.pk} == told(side, user=side.chair)
    [chase] = [c for c in chases(TODAY(), side.officer) if "sharing/plans" in c.url]
    assert chase.count == 1
    line.delivered_on = TODAY()
    line.save()
    assert told(side) == set()


def test_a_restricted_line_is_told_inside_its_group_only(side):
    line = side.restricted_sharing.lines.get(audience=side.audience)
    line.agency = None
    line.save()
    found = [d for d in dues(TODAY(), board=side.board) if d.restricted]
    mine = [d for d in found if d.key == f"dissemination.planline:{line.pk}"]
    assert {d.user_id for d in mine} == {side.restricted_member.pk}
    line.owner = side.lead
    line.save()
    found = dues(TODAY(), board=side.board)
    assert not [d for d in found if d.key == f"dissemination.planline:{line.pk}"]


def test_an_audience_that_is_a_restricted_group_shows_to_its_members(side):
    assert side.sharing_plan
    lines = PlanLine.objects.visible_to(side.officer).filter(plan=side.sharing_plan)
    assert [line.audience for line in lines] == [side.audience]


@pytest.mark.requirement("SOL-60")
def test_papers_carry_exactly_the_headings_of_the_form(side):
    ReportTemplate.objects.create(
        board=side.board, key=PLAN, name_en="Learning Dissemination Action Plan",
        columns=COLUMNS,
    )  # fmt: skip
    reference = side.sharing_plan.reference
    word = word_of(built(side, side.chair, "dissemination-word", reference))
    first = word.tables[0]
    assert [cell.text for cell in first.rows[0].cells] == COLUMNS
    assert [row.cells[1].text for row in first.rows[1:]] == [side.audience.name]
    document = built(side, side.member, "dissemination-pdf", reference)
    assert [word for word in COLUMNS if word not in pdf_words(document)] == []
    assert pdf_of(document).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_thread_of_a_source_ends_at_its_audiences(side):
    plan, summary = side.sharing_plan, side.accepted_summary
    plan.summary = summary
    plan.save()
    start = Start(key_of(side.source), "", "", side.source)
    [root] = thread(Asked(side.officer, side.board, start))
    [told] = [n for n in root.children if n.key == key_of(summary)]
    assert [node.key for node in told.children] == [key_of(plan)]
    assert [n.key for n in told.children[0].children] == [key_of(side.sharing_line)]


def test_costs_the_same_for_3_and_300(side, client_for, django_assert_max_num_queries):
    client, counts = client_for(side.officer), []
    client.get(url(side, "plans"))
    for more in (3, 297):
        for _number in range(more):
            side.dissemination_of(side.group, "sharingdraft")
        with django_assert_max_num_queries(12) as found:
            client.get(url(side, "plans"))
        counts.append(len(found))
    assert counts[0] == counts[1]
