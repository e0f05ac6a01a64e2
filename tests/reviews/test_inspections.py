"""Inspections and peer reviews: assurance, owners of findings, what they feed."""

import datetime

import pytest
from django.urls import reverse

from learning.models import Priority
from learning.services.stages import MoveRefused, advance
from reviews.models import FindingOwner, Inspection
from reviews.views.work import address
from tests import factories as make
from tests.reviews.opened import WOLVERHAMPTON, at, dated, opened, text

TODAY = datetime.date.today


@pytest.fixture
def side(world):
    return world.alpha


def said(side, version=1, **more):
    return {
        "inspectorate": "Ofsted",
        "provider": side.agency.pk,
        "strengths": "Leaders know their services",
        "challenges": "Plans drift",
        "version": version,
        **more,
    }


@pytest.mark.requirement("WOL-23")
def test_an_officer_logs_an_inspection_and_how_the_board_is_assured(side, client_for):
    found = opened(side, "inspection_ofsted", pack=WOLVERHAMPTON)
    client = client_for(side.officer)
    sent = said(side, contribution="Our audit", assurance="A report a quarter")
    sent |= dated("notice_on", TODAY())
    assert client.post(address(found, "inspection"), sent).status_code == 302
    row = Inspection.objects.get(review=found)
    assert (row.inspectorate, row.assurance) == ("Ofsted", "A report a quarter")
    assert row.contribution == "Our audit"
    asked = make.RecommendationFactory(source=found.source, text="Review every plan")
    page = text(client.get(address(found, "inspection")))
    assert "A report a quarter" in page
    where = reverse("learning:findings", args=[side.board.slug, found.reference])
    assert where in page
    assert asked.text in text(client.get(where))


def test_days_out_of_order_are_refused_and_nothing_is_lost(side, client_for):
    found = side.inspected
    client = client_for(side.officer)
    sent = said(side, version=found.inspection.version)
    sent |= dated("notice_on", TODAY())
    sent |= dated("outcome_on", TODAY() - datetime.timedelta(3))
    page = client.post(address(found, "inspection"), sent)
    assert "outcome_on" in page.context["form"].errors
    assert "Leaders know their services" in text(page)
    assert not found.source.dates.exists()


def test_two_people_write_two_parts_and_both_stay(side, client_for):
    found = opened(side, "inspection_cqc")
    one = said(side, strengths="One", challenges="")
    two = said(side, strengths="", challenges="Two")
    assert (
        client_for(side.officer).post(at(found, "inspection"), one).status_code == 302
    )
    assert client_for(side.chair).post(at(found, "inspection"), two).status_code == 302
    row = Inspection.objects.get(review=found)
    assert (row.strengths, row.challenges) == ("One", "Two")


def test_those_who_only_read_it_see_what_was_said(side, client_for):
    found = side.inspected
    found.source.audience = "board"
    found.source.save()
    found.inspection.assurance = "A report a quarter"
    found.inspection.save()
    client = client_for(side.member)
    page = text(client.get(address(found, "inspection")))
    assert "Calm teams" in page and "A report a quarter" in page
    assert client.post(address(found, "inspection"), said(side)).status_code == 403


def test_the_provider_does_not_write_the_boards_part(side, client_for):
    found = side.inspected
    sent = said(side, version=found.inspection.version, assurance="All is well")
    sent["provider"] = side.other_agency.pk
    where = address(found, "inspection")
    assert client_for(side.lead).post(where, sent).status_code == 302
    row = Inspection.objects.get(review=found)
    assert (row.assurance, row.provider) == ("", side.agency)
    assert row.challenges == "Plans drift"


def test_either_a_provider_or_the_board_was_inspected(side, client_for):
    found = opened(side, "inspection_cqc")
    client = client_for(side.officer)
    for chosen in ({"provider": ""}, {"of_the_board": "on"}):
        page = client.post(at(found, "inspection"), said(side) | chosen)
        assert "provider" in page.context["form"].errors


@pytest.mark.requirement("WOL-24")
def test_findings_about_the_board_have_an_owner_and_a_status(side, client_for):
    finding = side.board_finding
    found = side.board_inspected
    client = client_for(side.officer)
    assert "Nobody yet" in text(client.get(address(found, "inspection")))
    where = address(found, "finding-owner", finding.pk)
    sent = {
        "owner": side.chair.pk,
        "status": "under_way",
        "note": "Terms of reference rewritten",
        "version": 0,
    }
    assert client.post(where, sent).status_code == 302
    held = FindingOwner.objects.get(finding=finding)
    assert (held.owner, held.status) == (side.chair, "under_way")
    page = text(client.get(address(found, "inspection")))
    assert str(side.chair) in page and "Under way" in page
    late = client.post(where, sent | {"status": "acted"})
    assert late.context["differences"]
    held.refresh_from_db()
    assert held.status == "under_way"


def test_nobody_of_a_restricted_group_is_offered_as_owner(side, client_for):
    where = address(side.board_inspected, "finding-owner", side.board_finding.pk)
    page = client_for(side.chair).get(where)
    offered = dict(page.context["form"].fields["owner"].choices)
    assert side.chair.pk in offered
    assert side.restricted_member.pk not in offered


@pytest.mark.requirement("WOL-25")
def test_a_peer_review_feeds_a_priority_and_an_outcome(side, client_for):
    found = opened(side, "peer_review", pack=WOLVERHAMPTON, stage="outcome")
    make.FindingFactory(source=found.source)
    client = client_for(side.officer)
    client.post(at(found, "inspection"), said(side))
    with pytest.raises(MoveRefused, match="Choose the priority"):
        advance(source=found.source, to="action_plan", by=side.officer)
    sent = said(side, version=Inspection.objects.get(review=found).version)
    sent |= {"priority": side.priority.pk, "intended_outcome": "Fewer moves"}
    assert client.post(at(found, "inspection"), sent).status_code == 302
    row = Inspection.objects.get(review=found)
    assert (row.priority, row.intended_outcome) == (side.priority, "Fewer moves")
    assert advance(source=found.source, to="action_plan", by=side.officer)
    assert Priority.objects.visible_to(side.officer).filter(pk=row.priority_id)


def test_only_reviews_of_that_process_have_the_page(side, client_for):
    assert (
        client_for(side.officer).get(at(side.review, "inspection")).status_code == 404
    )
    parts = client_for(side.officer).get(address(side.inspected, "inspection"))
    names = [part["text"] for part in parts.context["parts"]]
    assert "Inspection" in names and "Panel" not in names and "Scope" not in names
