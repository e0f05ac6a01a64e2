"""Seats, vacancies and nominations."""

import datetime

import pytest
from django.urls import reverse

from boards.models import Seat, SeatHolding
from tests import factories as make
from tests.days import boxes

TODAY = datetime.date.today


def yesterday():
    return TODAY() - datetime.timedelta(1)


def at(name, *args):
    return reverse(f"boards:{name}", args=args)


@pytest.fixture
def officer(world, client_for):
    return client_for(world.alpha.officer)


@pytest.fixture
def lead(world, client_for):
    return client_for(world.alpha.lead)


def nominate(client, seat, person, on=None):
    data = boxes("on", on or TODAY())
    data |= {"person": person.pk} if person else {"vacant": "on"}
    return client.post(at("seat-nominate", "alpha", seat.pk), data)


def seats(response):
    return set(response.context["page"].object_list)


@pytest.mark.requirement("CTM-25")
def test_a_lead_nominates_and_replaces_and_the_officer_sees_vacancies(
    world, lead, officer
):
    seat = world.alpha.vacant_seat
    vacant = {"state": "vacant"}
    assert seat in seats(officer.get(at("seats", "alpha"), vacant))

    nominate(lead, seat, world.alpha.contributor, on=datetime.date(2026, 1, 1))
    assert seat not in seats(officer.get(at("seats", "alpha"), vacant))
    nominate(lead, seat, world.alpha.executive)

    first, second = seat.holdings.order_by("held_from")
    assert (first.user, first.held_to) == (world.alpha.contributor, yesterday())
    assert (second.user, second.held_to) == (world.alpha.executive, None)
    assert second.nominated_by == world.alpha.lead

    nominate(lead, seat, None)
    page = officer.get(at("seats", "alpha"), vacant)
    assert seat in seats(page)
    assert "Vacant" in page.content.decode()


def test_only_colleagues_of_the_agency_are_offered(world, lead):
    form = lead.get(at("seat-nominate", "alpha", world.alpha.vacant_seat.pk)).context[
        "form"
    ]
    assert set(form.fields["person"].queryset) == {
        world.alpha.lead,
        world.alpha.executive,
        world.alpha.contributor,
    }


@pytest.mark.parametrize("who", ["other_lead", "chair", "member"])
def test_nobody_else_can_be_nominated(world, lead, officer, who):
    for client in (lead, officer):
        response = nominate(client, world.alpha.vacant_seat, getattr(world.alpha, who))
        assert list(response.context["form"].errors) == ["person"]
    assert not world.alpha.vacant_seat.holdings.exists()


def test_leads_nominate_for_their_own_agency_only(world, lead, client_for):
    assert nominate(lead, world.alpha.seat, world.alpha.lead).status_code == 403
    other = client_for(world.alpha.other_lead)
    assert (
        other.get(at("seat-nominate", "alpha", world.alpha.vacant_seat.pk)).status_code
        == 403
    )


def test_a_post_of_the_board_is_filled_by_the_board(world, lead, officer):
    post = make.SeatFactory(group=world.alpha.group, role="officer")
    assert nominate(lead, post, world.alpha.lead).status_code == 403
    nominate(officer, post, world.alpha.officer)
    assert post.holdings.get().user == world.alpha.officer


def test_a_lead_sees_the_seats_of_the_agency_alone(world, lead, client_for):
    make.SeatFactory(group=world.alpha.group, agency=world.alpha.other_agency)
    assert seats(lead.get(at("seats", "alpha"))) == {world.alpha.vacant_seat}
    assert (
        seats(client_for(world.alpha.practitioner).get(at("seats", "alpha"))) == set()
    )


def test_seats_of_a_restricted_group_are_not_counted(world, officer):
    make.SeatFactory(group=world.alpha.restricted_group, agency=world.alpha.agency)
    page = officer.get(at("seats", "alpha"))
    assert seats(page) == {world.alpha.seat, world.alpha.vacant_seat}
    assert page.context["vacant"] == 1


@pytest.mark.requirement("SOL-56")
def test_the_business_unit_holds_seats_by_agency_and_role(world, officer):
    """Named seats, filled or vacant; officer seats do not vote unless said."""
    group = world.alpha.group
    for post, role, agency in [
        ("Deputy senior nurse", "deputy_chair", world.alpha.other_agency),
        ("Housing", "member", world.alpha.third_agency),
        ("Training officer", "officer", None),
        ("Unit manager", "officer", None),
    ]:
        data = {"post_en": post, "role": role, "agency": agency.pk if agency else ""}
        officer.post(at("seat-add", "alpha", group.pk), data)
    nominate(officer, Seat.objects.get(post_en="Housing"), world.alpha.chair)

    page = officer.get(at("group", "alpha", group.pk))
    shown = {seat.post: seat for seat in page.context["seats"]}

    assert shown["Housing"].holder == world.alpha.chair
    assert shown["Deputy senior nurse"].holder is None
    assert shown["Deputy senior nurse"].agency == world.alpha.other_agency
    assert shown["Deputy senior nurse"].voting and shown["Housing"].voting
    assert not shown["Training officer"].voting
    assert not shown["Unit manager"].voting
    assert page.content.decode().count("Vacant") == 4


def test_an_officers_seat_may_be_told_to_vote(world, officer):
    data = {"post_en": "Manager", "role": "officer", "voting": "yes"}
    officer.post(at("seat-add", "alpha", world.alpha.group.pk), data)
    seat = Seat.objects.get(post_en="Manager")
    assert seat.voting
    officer.post(at("seat-edit", "alpha", seat.pk), data | {"voting": "no"})
    seat.refresh_from_db()
    assert not seat.voting


def test_a_nomination_dated_before_the_present_one_replaces_it(world, officer):
    seat = world.alpha.vacant_seat
    nominate(officer, seat, world.alpha.lead)
    nominate(officer, seat, world.alpha.executive, on=yesterday())
    assert SeatHolding.objects.get(seat=seat).user == world.alpha.executive
    assert SeatHolding.history.filter(seat=seat, history_type="-").exists()


def test_a_bad_date_keeps_the_choice(world, lead):
    response = lead.post(
        at("seat-nominate", "alpha", world.alpha.vacant_seat.pk),
        {"person": world.alpha.executive.pk} | boxes("on", "whenever"),
    )
    assert list(response.context["form"].errors) == ["on"]
    assert f'value="{world.alpha.executive.pk}" selected' in response.content.decode()


def test_seats_export_as_shown(world, officer):
    file = officer.get(at("seats", "alpha"), {"state": "vacant", "as": "csv"})
    text = file.content.decode()
    assert "Vacant" in text and "Hidden" not in text and "chair alpha" not in text


def test_a_seat_is_not_left_vacant_by_accident(world, lead):
    seat = world.alpha.vacant_seat
    nominate(lead, seat, world.alpha.lead)
    for data in ({}, {"person": world.alpha.executive.pk, "vacant": "on"}):
        response = lead.post(
            at("seat-nominate", "alpha", seat.pk), data | boxes("on", TODAY())
        )
        assert list(response.context["form"].errors) == ["person"]
    assert seat.holdings.get().user == world.alpha.lead


def test_seats_are_found_by_post_or_agency(world, officer):
    make.SeatFactory(group=world.alpha.group, post_en="Deputy nurse")
    found = officer.get(at("seats", "alpha"), {"q": "nurse"})
    assert {seat.post for seat in seats(found)} == {"Deputy nurse"}
    found = officer.get(at("seats", "alpha"), {"q": "police"})
    assert seats(found) == {world.alpha.vacant_seat}
