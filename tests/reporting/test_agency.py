"""An agency's whole debt on one page, and the pack for whoever takes over."""

import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from tests import factories as make
from tests.reporting.built import built, content

DAY = datetime.timedelta(days=1)


@pytest.fixture
def side(world):
    return world.alpha


def shown(client, side, agency):
    page = client.get(reverse("reporting:agency", args=[side.board.slug, agency.pk]))
    assert page.status_code == 200
    return page.content.decode()


def issue(recommendation, agency, by):
    recommendation.addressee_agency = agency
    recommendation.issued_at, recommendation.issued_by = timezone.now(), by
    recommendation.response_due_on = timezone.localdate() + DAY
    recommendation.save()


def test_everything_the_agency_owes_stands_on_one_page(side, client_for):
    issue(side.recommendation, side.agency, side.officer)
    request = side.sent_request
    html = shown(client_for(side.lead), side, side.agency)
    assert side.open_return.get_absolute_url() in html
    assert request.title in html
    assert side.recommendation.text in html
    assert side.action.text in html


def test_nothing_of_another_agency_or_of_a_restricted_group_shows(side, client_for):
    other = make.ActionFactory(
        plan=side.plan, agency=side.other_agency, text="Only theirs"
    )
    html = shown(client_for(side.lead), side, side.agency)
    assert other.text not in html
    assert side.restricted_action.text not in html
    assert side.received_return.get_absolute_url() not in html


def test_late_things_are_counted_in_words(side, client_for):
    make.ActionFactory(
        plan=side.plan, agency=side.agency, due_on=timezone.localdate() - 3 * DAY
    )
    html = shown(client_for(side.lead), side, side.agency)
    assert "1 is overdue" in html
    assert "3 days overdue" in html


def test_done_actions_wait_for_a_look_at_their_impact(side, client_for):
    done = make.ActionFactory(
        plan=side.plan,
        agency=side.agency,
        status="done",
        review_on=timezone.localdate() + DAY,
    )
    html = shown(client_for(side.lead), side, side.agency)
    assert html.index('id="impact"') < html.index(done.text)


def test_one_agency_is_gone_to_at_once(side, client_for):
    page = client_for(side.lead).get(
        reverse("reporting:my-agency", args=[side.board.slug])
    )
    assert page.url.endswith(f"/our-agency/{side.agency.pk}/")


def test_somebody_of_two_agencies_chooses(side, client_for):
    make.MembershipFactory(
        user=side.lead, board=side.board, role="agency_lead", agency=side.other_agency
    )
    page = client_for(side.lead).get(
        reverse("reporting:my-agency", args=[side.board.slug])
    )
    assert str(side.other_agency) in page.content.decode()


def test_the_page_costs_the_same_at_3_and_60_actions(
    side, client_for, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_for(side.lead)
    make.ActionFactory.create_batch(2, plan=side.plan, agency=side.agency)
    shown(client, side, side.agency)  # the first page of a session writes it down
    with django_assert_max_num_queries(15) as counted:
        shown(client, side, side.agency)
    number = len(counted)
    make.ActionFactory.create_batch(57, plan=side.plan, agency=side.agency)
    with django_assert_num_queries(number):
        shown(client, side, side.agency)


def words_of(side, user):
    document = built(side, user, "agency-handover-word", str(side.agency.pk))
    word = Document(BytesIO(content(document)))
    cells = [c.text for t in word.tables for row in t.rows for c in row.cells]
    return "\n".join([p.text for p in word.paragraphs] + cells)


def test_the_handover_pack_says_who_what_and_where_it_stands(side):
    side.action.updates.create(
        kind="progress", text="Half of the teams have confirmed", by=side.contributor
    )
    issue(side.recommendation, side.agency, side.officer)
    side.recommendation.response = "accepted"
    side.recommendation.responded_at = timezone.now()
    side.recommendation.responded_by = side.lead
    side.recommendation.save()
    evidence = side.evidence
    words = words_of(side, side.lead)
    assert str(side.contributor) in words
    assert side.action.text in words
    assert "Half of the teams have confirmed" in words
    assert "Accepted" in words
    assert evidence.title in words
    assert side.vacant_seat.post in words


def test_the_officers_pack_holds_no_library_of_the_agency(side):
    evidence = side.evidence
    words = words_of(side, side.officer)
    assert side.action.text in words
    assert evidence.title not in words
