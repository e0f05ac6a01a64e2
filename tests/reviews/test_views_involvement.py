"""Practitioners by role, families by relationship: offers and what came of them."""

import datetime
import uuid

import pytest

from reviews.models import Involvement
from tests.reviews.opened import WALES, WOLVERHAMPTON, at, dated, opened, text

TODAY = datetime.date.today


def offer(**changes):
    return {
        "relationship": "sibling",
        "number": 2,
        "explanation_given": "on",
        "reply": "awaited",
        "sent_once": uuid.uuid4(),
        **dated("offered_on", TODAY()),
        **changes,
    }


def role(**changes):
    return {
        "role": "Health visitor",
        "number": 1,
        "method": "event",
        "reply": "took_part",
        "contribution": "Where the handover broke",
        "sent_once": uuid.uuid4(),
        **dated("offered_on", TODAY()),
        **changes,
    }


@pytest.fixture
def found(world):
    return opened(world.alpha, "cpr_concise", pack=WALES)


@pytest.mark.requirement("CTM-10")
def test_practitioners_are_recorded_by_role_and_agency(world, client_for, found):
    client = client_for(world.alpha.officer)
    sent = role(agency=world.alpha.agency.pk)
    response = client.post(at(found, "involvement-add", "practitioner"), sent)
    assert response.status_code == 302
    row = found.involvement.get()
    assert (row.kind, row.role, row.agency) == (
        "practitioner",
        "Health visitor",
        world.alpha.agency,
    )
    assert (row.offered_on, row.reply, row.method) == (TODAY(), "took_part", "event")
    said = text(client.get(at(found, "involvement")))
    for words in ("Health visitor", "Took part", "Where the handover broke"):
        assert words in said
    event = text(client.get(at(found, "learning-event")))
    assert "Health visitor" in event


@pytest.mark.requirement("CTM-10")
def test_a_practitioner_without_a_role_is_refused(world, client_for, found):
    page = client_for(world.alpha.officer).post(
        at(found, "involvement-add", "practitioner"), role(role="")
    )
    assert set(page.context["form"].errors) == {"role"}
    assert "Where the handover broke" in text(page)


@pytest.mark.requirement("CTM-10", "CTM-11")
def test_no_field_could_hold_a_name():
    names = {field.name for field in Involvement._meta.get_fields()}
    assert not {n for n in names if "name" in n or "birth" in n or "address" in n}


@pytest.mark.requirement("CTM-11", "WOL-9")
def test_a_family_is_offered_told_how_heard_and_told_back(world, client_for):
    found = opened(world.alpha, "sar", pack=WOLVERHAMPTON)
    client = client_for(world.alpha.officer)
    client.post(at(found, "involvement-add", "family"), offer())
    row = found.involvement.get()
    assert (row.relationship, row.explanation_given) == ("sibling", True)
    page = text(client.get(at(found, "involvement")))
    assert "Surviving child or sibling" in page
    assert "Told how they can take part" in page
    heard = offer(
        reply="took_part",
        method="meeting",
        contribution="Nobody came back",
        how_used="Opens the report",
        would_change="One worker for each family",
        version=1,
    )
    client.post(at(found, "involvement-edit", row.pk), heard)
    page = text(client.get(at(found, "involvement")))
    assert "not told back yet" in page
    assert "One worker for each family" in page
    told = heard | dated("told_back_on", TODAY()) | {"version": 2}
    assert client.post(at(found, "involvement-edit", row.pk), told).status_code == 302
    page = text(client.get(at(found, "involvement")))
    assert "not told back yet" not in page
    assert "One worker for each family" in page
    assert f"told on {TODAY():%-d %B %Y}" in page


@pytest.mark.requirement("WOL-9")
def test_who_was_not_told_how_to_take_part_stands_out(world, client_for, found):
    client = client_for(world.alpha.officer)
    client.post(at(found, "involvement-add", "family"), offer(explanation_given=""))
    assert "Not told yet how they can take part" in text(
        client.get(at(found, "involvement"))
    )


@pytest.mark.requirement("CTM-11")
def test_taking_part_says_how(world, client_for, found):
    page = client_for(world.alpha.officer).post(
        at(found, "involvement-add", "family"),
        offer(reply="took_part", contribution="Their words"),
    )
    assert page.context["form"].errors == {"method": ["Say how they took part"]}
    assert "Their words" in text(page)


def test_sent_twice_is_recorded_once(world, client_for, found):
    client, once = client_for(world.alpha.officer), offer()
    for _time in range(2):
        client.post(at(found, "involvement-add", "family"), once)
    assert found.involvement.count() == 1


def test_two_people_change_one_offer(world, client_for, found):
    client = client_for(world.alpha.officer)
    client.post(at(found, "involvement-add", "family"), offer())
    row = found.involvement.get()
    address = at(found, "involvement-edit", row.pk)
    theirs = offer(contribution="Theirs", version=1)
    client_for(world.alpha.chair).post(address, theirs)
    page = client.post(address, offer(contribution="Mine", version=1))
    assert [(d["theirs"], d["yours"]) for d in page.context["differences"]] == [
        ("Theirs", "Mine")
    ]


def test_an_offer_of_another_review_is_not_found(world, client_for, found):
    other = world.alpha.involvement
    client = client_for(world.alpha.officer)
    assert client.get(at(found, "involvement-edit", other.pk)).status_code == 404
