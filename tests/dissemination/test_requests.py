"""Asking agencies: written, checked, issued, corrected, closed, chased (SOL-38)."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boards.models import Agency
from dissemination.models import AgencyPart, LearningRequest
from dissemination.services.requests import issue
from learning.deadlines import chases, dues
from learning.forms.screening import CONFIRM
from tests import factories as make
from tests.days import boxes
from tests.dissemination.passing import at, text, written
from tests.fixtures.passing import soon

TODAY = timezone.localdate
LIST = reverse("dissemination:requests", args=["alpha"])
NEW = reverse("dissemination:request-new", args=["alpha"])


@pytest.fixture
def side(world):
    return world.alpha


def made(side, client, **values):
    page = client.post(NEW, written(side, **values))
    assert page.status_code == 302, text(page)
    return LearningRequest.objects.latest("pk")


@pytest.mark.requirement("SOL-38")
def test_a_request_is_written_checked_and_issued_to_every_agency(side, client_for):
    client = client_for(side.chair)
    found = made(side, client)
    points = [point.text for point in found.points.all()]
    assert points == ["See children alone", "Share changes of plan"]
    assert not AgencyPart.objects.filter(request=found).exists()
    checked = client.post(
        at(found, "request-preview"), {"to": "all", "action": "check"}
    )
    assert "3 agencies will be asked" in text(checked)
    assert not AgencyPart.objects.filter(request=found).exists()
    client.post(at(found, "request-preview"), {"to": "all", "action": "issue"})
    found.refresh_from_db()
    assert (found.state, found.issued_by) == ("issued", side.chair)
    asked = {part.agency for part in found.parts.all()}
    assert asked == set(Agency.objects.serving(side.board))
    assert all(part.history.count() == 1 for part in found.parts.all())


def test_the_same_form_twice_makes_one_and_is_issued_once(side, client_for):
    client, words = client_for(side.officer), written(side)
    for _twice in range(2):
        assert client.post(NEW, words).status_code == 302
    found = LearningRequest.objects.get(title="Share the learning")
    chosen = {"to": "chosen", "agencies": [side.agency.pk], "action": "issue"}
    for _twice in range(2):
        client.post(at(found, "request-preview"), chosen)
    assert [part.agency for part in found.parts.all()] == [side.agency]


def test_a_sector_is_asked_and_no_agency_is_no_choice(side, client_for):
    client = client_for(side.officer)
    found = made(side, client)
    address = at(found, "request-preview")
    page = client.post(address, {"to": "chosen", "action": "issue"})
    assert "Choose at least one agency" in text(page)
    client.post(address, {"to": "sector", "sectors": ["police"], "action": "issue"})
    assert [part.agency for part in found.parts.all()] == [side.agency]


def test_what_the_source_taught_becomes_points_of_its_findings(side, client_for):
    source = side.finding.source
    client = client_for(side.officer)
    page = client.get(f"{NEW}?source={source.reference}")
    assert f'value="{source.pk}" selected' in text(page)
    more = {"points": "", "source": source.pk, "take_findings": "on"}
    found = made(side, client, **more)
    assert [point.finding for point in found.points.all()] == [side.finding]


def test_words_stay_where_something_is_missing_or_names_somebody(side, client_for):
    client = client_for(side.officer)
    page = client.post(NEW, written(side, due_on_year="", points="Ring 07700 900123"))
    assert page.status_code == 200
    assert "Ring 07700 900123" in text(page) and "Tell every team" in text(page)
    page = client.post(NEW, written(side, points="Ring 07700 900123"))
    assert "This could identify somebody" in text(page)
    assert CONFIRM in page.context["form"].fields


def test_two_people_at_once_see_both_texts(side, client_for):
    found, client = side.draft_request, client_for(side.officer)
    words = written(side, version=found.version)
    del words["sent_once"]
    assert client.post(at(found, "request-edit"), words).status_code == 302
    later = words | {"title": "Another title", "points": "Another point"}
    page = text(client_for(side.chair).post(at(found, "request-edit"), later))
    for said in ("Another title", "Share the learning", "Another point"):
        assert said in page
    found.refresh_from_db()
    assert found.title == "Share the learning"


def test_issuing_asks_no_more_of_the_database_for_more_agencies(side):
    def queries(many):
        agencies = [make.AgencyFactory(on_boards=[side.board]) for _n in range(many)]
        found = side.board.learning_requests.create(
            reference=LearningRequest.new_reference(), title="T", group=side.group,
            due_on=soon(), created_by=side.officer,
        )  # fmt: skip
        found.points.create(text="P")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            issue(request=found, agencies=agencies, by=side.officer)
        assert found.parts.count() == many
        return len(asked)

    assert queries(3) == queries(40)


def test_the_day_is_corrected_and_a_day_past_is_refused(side, client_for):
    found, client = side.learning_request, client_for(side.officer)
    address, later = at(found, "request-due"), soon() + datetime.timedelta(7)
    past = boxes("due_on", TODAY() - datetime.timedelta(1))
    page = client.post(address, {"version": found.version} | past)
    assert "Choose today or a later day" in text(page)
    client.post(address, {"version": found.version} | boxes("due_on", later))
    found.refresh_from_db()
    assert found.due_on == later


@pytest.mark.requirement("SOL-38")
def test_agencies_are_told_when_it_is_due_and_chased_when_late(side, client_for):
    found = side.learning_request
    key = f"dissemination.agencypart:{side.agency_part.pk}"
    told = [due for due in dues(TODAY()) if due.key == key]
    assert {due.user_id for due in told} == {side.lead.pk, side.contributor.pk}
    assert {due.due_on for due in told} == {soon()}
    assert [due for due in dues(TODAY(), user=side.lead) if due.key == key]
    assert not [due for due in dues(TODAY(), user=side.other_lead) if due.key == key]
    assert side.answered_part
    LearningRequest.objects.filter(pk=found.pk).update(
        due_on=TODAY() - datetime.timedelta(1)
    )
    for person in (side.officer, side.chair):
        [chase] = [c for c in chases(TODAY(), person) if "pass on" in c.text]
        page = client_for(person).get(chase.url)
        assert [part.agency for part in page.context["page"]] == [side.agency]
        assert chase.count == 1
    client_for(side.officer).post(at(found, "request-close"))
    assert not [due for due in dues(TODAY()) if due.key == key]
    assert not [c for c in chases(TODAY(), side.officer) if "pass on" in c.text]


def test_a_restricted_group_asks_nobody_outside(side, client_for):
    group = side.restricted_group
    page = client_for(side.restricted_member).get(NEW)
    assert page.status_code == 403
    words = written(side, group=group.pk)
    assert client_for(side.officer).post(NEW, words).status_code == 200
    LearningRequest.objects.filter(pk=side.learning_request.pk).update(group=group)
    for person in (side.lead, side.officer, side.chair):
        page = client_for(person).get(at(side.learning_request, "request"))
        assert page.status_code == 404
    assert not AgencyPart.objects.visible_to(side.lead).exists()


def many(side, number):
    for _n in range(number):
        found = side.board.learning_requests.create(
            reference=LearningRequest.new_reference(), title="T", group=side.group,
            due_on=soon(), created_by=side.officer, sent_once=uuid.uuid4(),
            state="issued", issued_at=timezone.now(), issued_by=side.officer,
        )  # fmt: skip
        found.points.create(text="P")
        for agency in (side.agency, side.other_agency):
            found.parts.create(board=side.board, agency=agency)


def test_the_list_is_as_quick_with_many(side, client_for):
    client = client_for(side.officer)

    def queries(number):
        many(side, number)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LIST).status_code == 200
        return len(asked)

    queries(0)  # the first page of a session costs more
    few = queries(3)
    assert (few, few <= 12) == (queries(22), True)


def test_the_list_is_searched_sorted_and_exported(side, client_for):
    found, client = side.learning_request, client_for(side.officer)
    many(side, 2)
    page = client.get(LIST, {"q": "children alone", "sort": "-title"})
    assert [row.pk for row in page.context["page"]] == [found.pk]
    file = client.get(LIST, {"q": "children alone", "as": "csv"})
    assert found.reference in file.content.decode()
    assert len(file.content.decode().splitlines()) == 2


def test_an_agency_counts_only_its_own_part(side, client_for):
    assert side.answered_part
    page = client_for(side.lead).get(at(side.learning_request, "request"))
    assert [part.agency for part in page.context["page"]] == [side.agency]
    assert str(side.other_agency) not in text(page)
    [row] = client_for(side.lead).get(LIST).context["page"]
    assert (row.asked, row.handed_in) == (1, 0)


def test_the_thread_and_the_agency_page_show_requests(side, client_for):
    found, part = side.learning_request, side.agency_part
    found.source = side.source
    found.save()
    address = reverse("learning:thread", args=["alpha", side.source.reference])
    page = text(client_for(side.officer).get(address))
    assert found.title in page and part.get_absolute_url() in page
    address = reverse("boards:agency", args=["alpha", side.agency.pk])
    assert found.title in text(client_for(side.lead).get(address))
    assert found.title not in text(client_for(side.other_lead).get(address))
