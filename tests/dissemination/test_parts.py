"""An agency answers, hands in, passes on and signs (WOL-29, SOL-38, HAR-38, 39)."""

import uuid

import pytest
from django.utils import timezone

from dissemination.models import AgencyPart, PointAnswer
from learning.forms.screening import CONFIRM
from tests.days import boxes
from tests.dissemination.passing import answers, at, of_part, text
from tests.fixtures.passing import soon

TODAY = timezone.localdate


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def part(side):
    """The first agency's part with nothing written."""
    return side.learning_request.parts.get(agency=side.agency)


@pytest.mark.requirement("SOL-38", "WOL-29", "WOL-33", "CTM-28")
def test_an_agency_answers_point_by_point_and_three_questions(side, part, client_for):
    client = client_for(side.contributor)
    words = answers(part, methods=[side.sharing_method.pk], action="check")
    first, second = part.request.points.all()
    words |= {f"applies_{second.pk}": "no", f"action_{second.pk}": "We see no children"}
    page = client.post(of_part(part, "part-answer"), words)
    assert page.url == of_part(part, "part-hand-in")
    checked = text(client.get(page.url))
    assert "We see no children" in checked and "Dip sample in spring" in checked
    part.refresh_from_db()
    client.post(page.url, {"version": part.version})
    part.refresh_from_db()
    assert (part.state, part.answered_by) == ("answered", side.contributor)
    assert [m.pk for m in part.methods.all()] == [side.sharing_method.pk]
    assert part.evaluate_on == soon()
    read = text(client_for(side.officer).get(part.get_absolute_url()))
    for said in ("We train all", "We see no children", "Procedure 4", "Team meetings"):
        assert said in read


def test_a_draft_is_the_agencys_alone_until_handed_in(side, part, client_for):
    client_for(side.lead).post(of_part(part, "part-answer"), answers(part))
    read = text(client_for(side.officer).get(part.get_absolute_url()))
    assert "has not handed its answers in" in read
    assert "We train all" not in read and "Procedure 4" not in read
    assert not PointAnswer.objects.visible_to(side.officer).exists()
    assert PointAnswer.objects.visible_to(side.executive).exists()


def test_another_agency_does_not_know_the_part(side, part, client_for):
    client = client_for(side.other_lead)
    for name in ("part", "part-answer", "part-hand-in", "part-cascade"):
        assert client.get(of_part(part, name)).status_code == 404
    address = of_part(part, "part-answer")
    assert client.post(address, answers(part)).status_code == 404


def test_words_are_kept_while_they_are_typed(side, part, client_for):
    client, address = client_for(side.lead), of_part(part, "part-autosave")
    half = {"version": 1, "mechanism": "Half a sen", "evaluate_on_day": "31"}
    said = client.post(address, half).json()
    part.refresh_from_db()
    assert (said["state"], said["version"]) == ("saved", part.version)
    assert (part.mechanism, part.state) == ("Half a sen", "in_progress")
    said = client.post(address, half | {"mechanism": "Older"}).json()
    assert said["state"] == "conflict"
    page = client.post(of_part(part, "part-answer"), half | {"version": part.version})
    assert "Half a sen" in text(page) and page.context["form"].errors


def test_two_people_at_once_see_both_texts(side, part, client_for):
    old = answers(part)
    client_for(side.lead).post(of_part(part, "part-answer"), old)
    point = part.request.points.first()
    later = old | {f"action_{point.pk}": "We changed the form", "mechanism": "Training"}
    page = text(client_for(side.executive).post(of_part(part, "part-answer"), later))
    for said in ("We changed the form", "We train all", "Training", "Supervision"):
        assert said in page
    part.refresh_from_db()
    assert part.mechanism == "Supervision"


def test_what_is_missing_is_said_and_keeps_it_from_the_group(side, part, client_for):
    client = client_for(side.lead)
    client.post(of_part(part, "part-answer"), answers(part, mechanism=""))
    page = client.get(of_part(part, "part-hand-in"))
    assert "Say by what mechanism" in text(page)
    part.refresh_from_db()
    client.post(of_part(part, "part-hand-in"), {"version": part.version})
    part.refresh_from_db()
    assert part.state == "in_progress"


def test_where_no_point_applies_the_three_questions_fall_away(side, part, client_for):
    words = {"version": part.version, "action": "check"}
    for point in part.request.points.all():
        words |= {f"applies_{point.pk}": "no", f"action_{point.pk}": "Not our work"}
    client = client_for(side.lead)
    client.post(of_part(part, "part-answer"), words)
    part.refresh_from_db()
    client.post(of_part(part, "part-hand-in"), {"version": part.version})
    part.refresh_from_db()
    assert part.state == "answered"


def test_words_that_name_somebody_wait_for_a_second_look(side, part, client_for):
    client, address = client_for(side.lead), of_part(part, "part-hand-in")
    client.post(
        of_part(part, "part-answer"), answers(part, mechanism="Ring 07700 900123")
    )
    part.refresh_from_db()
    page = client.post(address, {"version": part.version})
    assert "This could identify somebody" in text(page)
    said = page.context["form"].fields[CONFIRM].widget.attrs["value"]
    client.post(address, {"version": part.version, CONFIRM: said})
    part.refresh_from_db()
    assert part.state == "answered"


def test_answers_are_taken_back_to_correct_them(side, client_for):
    part = side.answered_part
    page = client_for(side.other_lead).post(of_part(part, "part-take-back"))
    assert page.url == of_part(part, "part-answer")
    part.refresh_from_db()
    assert (part.state, part.answered_by) == ("in_progress", None)
    assert part.history.filter(state="answered").exists()


@pytest.mark.requirement("HAR-38", "CTM-28")
def test_how_it_was_passed_on_is_noted_once_and_stays(side, part, client_for):
    client, address = client_for(side.contributor), of_part(part, "part-cascade")
    words = {
        "method": side.sharing_method.pk, "audience": "Night teams", "reach": "41",
        "changed": "The handover sheet", "sent_once": str(uuid.uuid4()),
        **boxes("on", TODAY()),
    }  # fmt: skip
    late = client.post(address, words | boxes("on", soon()))
    assert "Enter today or a day in the past" in text(late)
    assert "The handover sheet" in text(late)
    for _twice in range(2):
        assert client.post(address, words).status_code == 302
    [row] = part.cascades.all()
    assert (row.reach, row.method, row.by) == (
        41,
        side.sharing_method,
        side.contributor,
    )
    read = text(client_for(side.officer).get(part.get_absolute_url()))
    assert "Night teams" in read and "The handover sheet" in read


@pytest.mark.requirement("HAR-39", "SOL-35")
def test_three_confirmations_are_signed_one_by_one(side, part, client_for):
    client = client_for(side.executive)
    for kind in ("disseminated", "embedded"):
        address = of_part(part, "part-confirm", kind)
        assert client.post(address, {"evidence": ""}).status_code == 200
        client.post(address, {"evidence": f"Minutes, {kind}"})
    signed = {row.kind: row.by for row in part.confirmations.all()}
    assert signed == {"disseminated": side.executive, "embedded": side.executive}
    again = of_part(part, "part-confirm", "embedded")
    page = text(client_for(side.lead).post(again, {"evidence": "Once more"}))
    assert "confirmed this already" in page and "Once more" in page
    page = client_for(side.officer).get(
        at(part.request, "request") + "?state=no_assured"
    )
    assert part.pk in [row.pk for row in page.context["page"]]
    address = of_part(part, "part-confirm", "assured")
    assert client_for(side.contributor).post(address).status_code == 403
    wrong = of_part(part, "part-confirm", "nonsense")
    assert client.get(wrong).status_code == 404


def test_nothing_is_added_once_the_request_is_closed(side, part, client_for):
    client_for(side.officer).post(at(part.request, "request-close"))
    client = client_for(side.lead)
    page = client.post(of_part(part, "part-confirm", "embedded"), {"evidence": "Mine"})
    assert "The request is closed" in text(page) and "Mine" in text(page)
    page = client.post(of_part(part, "part-answer"), answers(part))
    assert "The request is closed" in text(page) and "We train all" in text(page)
    assert AgencyPart.objects.get(pk=part.pk).state == "not_started"
