"""Recommendations: written, issued, answered by the addressee, chased."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from learning.deadlines import chases, dues
from learning.models import Recommendation
from tests import factories as make
from tests.fixtures.people import canary
from tests.learning.test_views_framework import form_data

LONG_PAST = datetime.date(2026, 1, 5)


def at(name, *args):
    return reverse(f"learning:{name}", args=["alpha", *args])


@pytest.fixture
def as_officer(world, client_for):
    return client_for(world.alpha.officer)


@pytest.fixture
def as_lead(world, client_for):
    return client_for(world.alpha.lead)


@pytest.fixture
def issued(world):
    return world.alpha.issued_recommendation


def add(client, source, **changes):
    address = at("recommendation-add", source.reference)
    data = form_data(client.get(address), text="Share plans", **changes)
    return data, client.post(address, data)


def listed(client) -> int:
    return client.get(at("recommendations")).context["page"].paginator.count


def answer(client, row, **said):
    address = at("recommendation-reply", row.pk)
    return client.post(address, form_data(client.get(address)) | said)


def test_a_recommendation_is_numbered_and_made_once(world, as_officer):
    side, source = world.alpha, world.alpha.review.source
    wanted = {"addressee_agency": side.agency.pk, "findings": [side.finding.pk]}
    data, _page = add(as_officer, source, response_due_on="2030-01-01", **wanted)

    as_officer.post(at("recommendation-add", source.reference), data)

    made = Recommendation.objects.get(text="Share plans")
    assert made.number == side.recommendation.number + 1
    assert list(made.findings.all()) == [side.finding]
    assert (made.addressed_to, made.is_issued) == (side.agency, False)


def test_a_finding_of_another_source_is_not_offered(world, as_officer):
    other = make.FindingFactory(source=world.alpha.source)

    _data, page = add(as_officer, world.alpha.review.source, findings=[other.pk])

    assert list(page.context["form"].errors) == ["findings"]


def test_an_agency_or_another_body_not_both(world, as_officer):
    agency = world.alpha.agency.pk

    _data, page = add(
        as_officer, world.alpha.review.source, addressee_agency=agency, addressee="Home"
    )

    assert list(page.context["form"].errors) == ["addressee"]
    assert page.context["form"]["text"].value() == "Share plans"


def test_all_are_issued_at_once_and_then_stay_as_sent(world, as_officer, as_lead):
    side, source = world.alpha, world.alpha.review.source
    side.recommendation.addressee_agency = side.agency
    side.recommendation.save()
    make.RecommendationFactory(source=source, number=50, addressee="Welsh Government")
    assert (
        side.recommendation.text
        not in as_lead.get(at("recommendations")).content.decode()
    )
    address = at("recommendations-issue", source.reference)

    as_officer.post(address, form_data(as_officer.get(address)))

    assert not source.recommendations.filter(issued_at=None).exists()
    assert {r.issued_by for r in source.recommendations.all()} == {side.officer}
    assert listed(as_lead) == 1
    page = as_officer.get(at("recommendation-edit", side.recommendation.pk))
    assert "text" not in page.context["form"].fields
    assert "response_due_on" in page.context["form"].fields


def test_none_is_issued_while_one_is_addressed_to_nobody(world, as_officer):
    source = world.alpha.review.source
    make.RecommendationFactory(source=source, number=50, addressee="Home Office")
    address = at("recommendations-issue", source.reference)

    page = as_officer.post(address, form_data(as_officer.get(address)))

    assert "is addressed to nobody yet" in page.content.decode()
    assert not source.recommendations.exclude(issued_at=None).exists()


def test_the_addressee_sees_the_recommendation_and_not_the_review(issued, as_lead):
    page = as_lead.get(at("recommendation", issued.pk)).content.decode()
    listed = as_lead.get(at("recommendations")).content.decode()

    for text in (page, listed):
        assert issued.text in text
        assert canary("alpha", "review") not in text
        assert issued.source.reference not in text
    assert "Finding" not in page.split("What happened")[0].split("summary-list")[-1]


@pytest.mark.parametrize("response", ["partly", "refused"])
def test_not_to_accept_needs_a_reason(response, issued, as_lead):
    page = answer(as_lead, issued, response=response)
    assert list(page.context["form"].errors) == ["response_reason"]
    assert page.context["form"]["response"].value() == response

    answer(as_lead, issued, response=response, response_reason="No money this year")

    issued.refresh_from_db()
    assert (issued.response, issued.response_reason) == (response, "No money this year")


def test_a_reply_shows_on_the_source_and_keeps_its_history(issued, as_officer, as_lead):
    answer(as_lead, issued, response="accepted")
    answer(as_lead, issued, response="refused", response_reason="Law changed")

    page = as_officer.get(at("findings", issued.source.reference)).content.decode()
    assert "Not accepted" in page
    assert "Law changed" in page
    one = as_officer.get(at("recommendation", issued.pk)).content.decode()
    assert one.index("Law changed") < one.index("Accepted</h3>")


def test_two_replies_at_once_both_show(issued, as_lead, world, client_for):
    address = at("recommendation-reply", issued.pk)
    executive = client_for(world.alpha.executive)
    said = {"response": "accepted", "response_reason": "Yes"}
    first = form_data(as_lead.get(address)) | said
    second = form_data(executive.get(address)) | {**said, "response": "refused"}
    second["response_reason"] = "No"
    as_lead.post(address, first)

    page = executive.post(address, second)

    differing = [d["theirs"] for d in page.context["form"].differences]
    assert differing == ["Accepted", "Yes"]
    issued.refresh_from_db()
    assert issued.response == "accepted"


def test_only_the_addressee_replies(issued, world, client_for):
    address = at("recommendation-reply", issued.pk)
    got = {
        who: client_for(getattr(world.alpha, who)).get(address).status_code
        for who in ("lead", "executive", "contributor", "officer", "other_lead")
    }

    assert got == {
        "lead": 200, "executive": 200, "contributor": 403, "officer": 403,
        "other_lead": 404,
    }  # fmt: skip


def test_the_officer_records_the_reply_of_a_body_outside(world, client_for):
    side, now = world.alpha, timezone.now()
    row = make.RecommendationFactory(
        source=side.source, addressee="Home Office", issued_at=now,
        issued_by=side.officer,
    )  # fmt: skip

    answer(client_for(side.officer), row, response="accepted")

    row.refresh_from_db()
    assert (row.response, row.responded_by) == ("accepted", side.officer)
    lead = client_for(side.lead)
    assert lead.get(at("recommendation-reply", row.pk)).status_code == 403


def test_nothing_is_answered_before_it_is_issued(world, as_officer):
    row = make.RecommendationFactory(source=world.alpha.source, addressee="Home")

    got = as_officer.get(at("recommendation-reply", row.pk))

    assert got.status_code == 404


@pytest.mark.requirement("WOL-23")
def test_recommendations_of_inspections_are_tracked(world, as_officer):
    side = world.alpha
    inspection = make.LearningSourceFactory(
        board=side.board, kind="inspection", title="Joint inspection"
    )
    late = make.RecommendationFactory(
        source=inspection, addressee_agency=side.agency, issued_at=timezone.now(),
        issued_by=side.officer, response_due_on=LONG_PAST,
    )  # fmt: skip
    make.RecommendationFactory(source=side.source)

    def shown(**asked):
        page = as_officer.get(at("recommendations"), asked).context["page"]
        return [row.pk for row in page.object_list]

    assert shown(source="inspection") == [late.pk]
    assert shown(reply="late") == [late.pk]
    assert shown(reply="accepted") == []
    assert shown(agency=side.agency.pk, q="agencies review") == [late.pk]


def test_an_addressee_cannot_learn_the_source_by_filtering(issued, as_lead):
    page = as_lead.get(at("recommendations"), {"source": "practice_review"})

    assert list(page.context["page"].object_list) == []


def test_the_export_names_only_sources_that_may_be_seen(issued, as_lead, as_officer):
    asked = {"as": "csv"}

    assert (
        canary("alpha", "review")
        in as_officer.get(at("recommendations"), asked).content.decode()
    )
    mine = as_lead.get(at("recommendations"), asked).content.decode()
    assert issued.text in mine
    assert canary("alpha", "review") not in mine


def test_a_reply_is_due_from_the_lead_until_it_is_given(issued, world, as_lead):
    side = world.alpha
    issued.response_due_on = LONG_PAST
    issued.save()
    day = timezone.localdate()

    mine = [due for due in dues(day, user=side.lead) if "recommendation" in due.key]
    everybody = [due for due in dues(day) if "learning.recommendation" in due.key]

    assert [str(due.plain) for due in mine] == ["Reply due"]
    assert {due.user_id for due in everybody} == {side.lead.pk}
    assert as_lead.get(mine[0].url).status_code == 200
    officer = [c for c in chases(day, side.officer) if "recommendation" in c.text]
    assert [chase.count for chase in officer] == [1]
    answer(as_lead, issued, response="accepted")
    assert not [due for due in dues(day, user=side.lead) if "recomm" in due.key]
    assert not [c for c in chases(day, side.officer) if "recomm" in c.text]


def test_a_restricted_groups_recommendation_is_owed_by_nobody(world):
    side = world.alpha
    row = make.RecommendationFactory(
        source=side.restricted_source, addressee_agency=side.agency,
        issued_at=timezone.now(), issued_by=side.restricted_member,
        response_due_on=LONG_PAST,
    )  # fmt: skip

    keys = {due.key for due in dues(timezone.localdate())}

    assert f"learning.recommendation:{row.pk}" not in keys
    for person in (side.lead, side.officer):
        seen = Recommendation.objects.visible_to(person)
        assert not seen.filter(pk=row.pk).exists()
