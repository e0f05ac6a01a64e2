"""Asking agencies: prepared, checked, sent through one person, judged (SOL-8, 10)."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from learning.deadlines import chases, dues
from learning.models import Digest, DigestItem
from learning.services.versions import StaleVersion
from reviews.models import InformationRequest, RequestEvent
from reviews.services import requests as services
from tests import factories as make
from tests.days import boxes
from tests.reviews.asking import answered, drafted, own, prepared, sent, soon
from tests.reviews.opened import at, text


def yesterday():
    return timezone.localdate() - datetime.timedelta(1)


@pytest.fixture
def side(world):
    return world.alpha


def late(request):
    """The request, due yesterday."""
    InformationRequest.objects.filter(pk=request.pk).update(due_on=yesterday())
    request.refresh_from_db()
    return request


def pack(side, *agencies, **values):
    return {
        "title": "Your part in it", "asked": "What, when, who?",
        "agencies": [agency.pk for agency in agencies],
        "pack": str(uuid.uuid4()), **boxes("due_on", str(soon())), **values,
    }  # fmt: skip


@pytest.mark.requirement("SOL-8")
def test_one_pack_asks_many_agencies_and_sends_nothing_yet(side, client_for):
    client = client_for(side.officer)
    words = pack(side, side.agency, side.other_agency)
    for _twice in range(2):
        page = client.post(at(side.review, "request-pack"), words)
        assert page.url == at(side.review, "request-preview")
    made = InformationRequest.objects.filter(review=side.review)
    assert {(one.agency, one.state) for one in made} == {
        (side.agency, "draft"),
        (side.other_agency, "draft"),
    }
    for lead in (side.lead, side.other_lead):
        assert not InformationRequest.objects.visible_to(lead).exists()
        assert list(dues(timezone.localdate(), user=lead)) == [
            due for due in dues(timezone.localdate(), user=lead) if "REQ" not in due.url
        ]


@pytest.mark.requirement("SOL-10")
def test_it_goes_through_the_named_single_point(side, client_for):
    prepared(side, [side.agency, side.other_agency])
    client = client_for(side.officer)
    page = text(client.get(at(side.review, "request-preview")))
    assert "Nothing can be sent yet" in page
    side.single_point  # noqa: B018 - makes the row
    page = text(client.get(at(side.review, "request-preview")))
    assert "1 request can be sent" in page and str(side.contributor) in page
    client.post(at(side.review, "request-preview"))
    asked = side.review.requests.get(agency=side.agency)
    assert (asked.state, asked.sent_to) == ("sent", side.contributor)
    assert side.review.requests.get(agency=side.other_agency).state == "draft"


def test_somebody_who_left_is_no_single_point(side):
    side.single_point.user.memberships.update(active_to=yesterday())
    prepared(side, [side.agency])
    ready, waiting = services.send_prepared(review=side.review, by=side.officer)
    assert (ready, len(waiting)) == ([], 1)


@pytest.mark.requirement("SOL-8")
def test_the_single_point_and_the_leads_are_told_and_never_of_the_review(side):
    asked = sent(side, side.agency, side.contributor)
    found = [d for d in dues(timezone.localdate()) if d.url == asked.get_absolute_url()]
    assert {due.user_id for due in found} == {side.contributor.pk, side.lead.pk}
    assert {str(due.plain) for due in found} == {"Request due"}
    assert "canary" not in "".join(due.text for due in found)


def test_a_restricted_group_asks_without_the_officers_log(side):
    side.review.source.lead_group = side.restricted_group
    side.review.source.save()
    sent(side, side.agency, side.contributor)
    member = side.pool_person
    side.review.panel.create(
        user=member.user, role="chair", appointed_by=side.restricted_member
    )
    found = [d for d in dues(timezone.localdate()) if d.key.startswith("reviews.")]
    assert len(found) == 3
    assert all(due.restricted for due in found)


@pytest.mark.requirement("SOL-8")
def test_who_is_late_is_listed_chased_and_reminded_by_the_digest(side, client_for):
    first = late(sent(side, side.agency, side.contributor))
    sent(side, side.other_agency, side.other_lead)
    client, address = client_for(side.officer), at(side.review, "review-requests")
    page = client.get(address + "?state=late")
    assert [row.pk for row in page.context["page"]] == [first.pk]
    [chase] = [
        c for c in chases(timezone.localdate(), side.officer) if "late" in c.text
    ]
    assert (chase.count, chase.url) == (1, address + "?state=late")
    shown = text(client.get(at(side.review, "request-remind")))
    assert str(side.contributor) in shown and str(side.other_lead) not in shown
    for _twice in range(2):
        client.post(at(side.review, "request-remind"))
    assert Digest.objects.count() == 2  # the single point and the lead, once
    assert not any("canary" in item.item for item in DigestItem.objects.all())


@pytest.mark.requirement("SOL-8")
def test_more_time_has_a_reason_and_is_counted(side, client_for):
    asked = late(sent(side, side.agency, side.contributor))
    new_day = {"reason": "Staff away", **boxes("due_on", str(soon()))}
    client = client_for(side.officer)
    page = client.post(at(side.review, "request-extend", asked.reference), new_day)
    assert page.status_code == 302
    asked.refresh_from_db()
    assert (asked.due_on, asked.extended, asked.is_late) == (soon(), 1, False)
    shown = text(client_for(side.lead).get(asked.get_absolute_url()))
    assert "Staff away" in shown and str(side.officer) not in shown
    with pytest.raises(ValidationError):
        services.extend(request=asked, due_on=yesterday(), reason="x", by=side.officer)


@pytest.mark.requirement("SOL-8", "SOL-10")
def test_an_answer_is_sent_back_then_accepted_with_its_quality(side, client_for):
    asked = answered(sent(side, side.agency, side.contributor), side.contributor)
    client = client_for(side.officer)
    back = {"note": "No analysis", "quality": "poor", "version": asked.version}
    back |= boxes("due_on", str(soon()))
    client.post(at(side.review, "request-return", asked.reference), back)
    asked.refresh_from_db()
    assert (asked.state, asked.quality, asked.quality_note) == (
        "returned",
        "poor",
        "No analysis",
    )
    shown = text(client_for(side.lead).get(asked.get_absolute_url()))
    assert "The board asks for more" in shown and "No analysis" in shown
    answered(asked, side.lead, answer="With analysis", version=2)
    asked.refresh_from_db()
    sent_on = {"quality": "full", "version": asked.version}
    client.post(at(side.review, "request-accept", asked.reference), sent_on)
    asked.refresh_from_db()
    assert (asked.state, asked.quality, asked.answer) == (
        "accepted",
        "full",
        "With analysis",
    )
    steps = RequestEvent.objects.filter(request=asked).values_list("step", flat=True)
    assert list(steps) == ["accepted", "answered", "returned", "answered", "sent"]


def test_sending_back_needs_words_and_usual_order(side):
    asked = sent(side, side.agency, side.contributor)
    judged = {"request": asked, "quality": "poor", "note": "", "by": side.officer}
    with pytest.raises(ValidationError, match="No answer waits"):
        services.accept(version=asked.version, **judged)
    asked = answered(asked, side.contributor)
    judged["request"] = asked
    with pytest.raises(ValidationError, match="Say what is missing"):
        services.send_back(version=asked.version, due_on=soon(), **judged)
    with pytest.raises(StaleVersion):
        services.accept(version=asked.version - 1, **judged)


def test_two_officers_judge_at_once(side, client_for):
    asked = answered(sent(side, side.agency, side.contributor), side.contributor)
    words = {"quality": "full", "note": "Kept words", "version": asked.version}
    address = at(side.review, "request-accept", asked.reference)
    client = client_for(side.officer)
    assert client.post(address, words).status_code == 302
    page = client.post(address, words)
    assert page.status_code == 200
    assert "Kept words" in text(page) and "it is “accepted” now" in text(page)


def test_a_prepared_request_is_changed_or_thrown_away(side, client_for):
    [draft] = prepared(side, [side.agency])
    client = client_for(side.chair)
    words = {"title": "Other words", "asked": "Why?", "version": 1}
    words |= boxes("due_on", str(soon()))
    client.post(at(side.review, "request-edit", draft.reference), words)
    draft.refresh_from_db()
    assert draft.title == "Other words"
    stale = client.post(at(side.review, "request-edit", draft.reference), words)
    assert stale.status_code == 200  # somebody changed it since
    client.post(at(side.review, "request-discard", draft.reference))
    assert not InformationRequest.objects.filter(pk=draft.pk).exists()
    assert InformationRequest.history.filter(reference=draft.reference).exists()
    gone = sent(side, side.agency, side.contributor)
    for name in ("request-edit", "request-discard"):
        page = client.post(at(side.review, name, gone.reference), words)
        assert page.status_code == 404


def test_a_late_answer_stays_late(side):
    asked = late(sent(side, side.agency, side.contributor))
    made = answered(asked, side.contributor)
    assert made.is_late and made in InformationRequest.objects.late()
    assert made.events.first().late
    drafted_only = prepared(side, [side.other_agency])[0]
    assert not late(drafted_only).is_late


def test_another_agency_sees_nothing(side, client_for):
    asked = sent(side, side.agency, side.contributor)
    client = client_for(side.other_lead)
    assert client.get(asked.get_absolute_url()).status_code == 404
    assert client.get(own(asked, "request-answer")).status_code == 404
    assert client.get(at(side.review, "review-requests")).status_code == 404


@pytest.mark.parametrize("number", [3, 60])
def test_the_lists_cost_the_same_however_long(
    number, side, client_for, django_assert_max_num_queries
):
    for index in range(number):
        agency = make.AgencyFactory(
            name_en=f"Agency {index:03}", on_boards=[side.board]
        )
        side.review.requests.create(
            board=side.board, agency=agency, title="T", asked="A", due_on=yesterday(),
            reference=f"REQ-{index}", state="sent",
            sent_by=side.officer, sent_at=timezone.now(), sent_to=side.lead,
        )  # fmt: skip
    client = client_for(side.officer)
    for name in ("review-requests", "request-remind"):
        client.get(at(side.review, name))
        with django_assert_max_num_queries(12):
            assert client.get(at(side.review, name)).status_code == 200


def test_a_review_of_no_draft_words(side):
    """Nothing of a draft reaches the review's people by the rows either."""
    asked = sent(side, side.agency, side.contributor)
    drafted(asked, side.contributor, answer="Not yet")
    asked.refresh_from_db()
    assert asked.answer == ""
    seen = type(asked.draft).objects
    assert not seen.visible_to(side.officer).exists()
    assert seen.visible_to(side.lead).exists()
