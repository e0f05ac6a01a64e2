"""The list of people, one of them, and ending a role."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from boards.models import Membership
from boards.services.memberships import close_left_accounts
from tests import factories as make
from tests.days import typed

TODAY = datetime.date.today


def at(name, *args):
    return reverse(f"boards:{name}", args=args)


@pytest.fixture
def officer(world, client_for):
    return client_for(world.alpha.officer)


def listed(response):
    return {row.user for row in response.context["page"].object_list}


def test_the_officer_sees_everybody_on_the_board_and_no_one_else(world, officer):
    seen = listed(officer.get(at("people", "alpha")))
    assert world.alpha.lead in seen and world.alpha.practitioner in seen
    assert not {user for user in seen if "beta" in user.full_name}


def test_a_lead_sees_colleagues_only(world, client_for):
    seen = listed(client_for(world.alpha.lead).get(at("people", "alpha")))
    assert seen == {world.alpha.lead, world.alpha.executive, world.alpha.contributor}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "executive"}, {"executive"}),
        ({"role": "agency_contributor"}, {"contributor", "chair"}),
        ({"q": "lead", "role": "agency_lead"}, {"lead", "other_lead"}),
        ({"q": "nobody"}, set()),
    ],
)
def test_the_list_filters(world, officer, query, expected):
    seen = listed(officer.get(at("people", "alpha"), query))
    assert seen == {getattr(world.alpha, name) for name in expected}


def test_the_list_filters_by_agency_and_pages(world, officer):
    make.MembershipFactory.create_batch(
        30, board=world.alpha.board, role="agency_lead", agency=world.alpha.agency
    )
    page = officer.get(
        at("people", "alpha"), {"agency": world.alpha.agency.pk, "page": 2}
    )
    assert page.context["page"].paginator.count == 33
    assert len(page.context["page"].object_list) == 8


def test_a_persons_page_has_roles_and_seats(world, officer):
    page = officer.get(at("person", "alpha", world.alpha.chair.pk)).content.decode()
    assert "Agency contributor" in page and "Quality Group" in page


def test_a_person_of_another_board_is_not_there(world, officer):
    beta = world.beta.lead
    assert officer.get(at("person", "alpha", beta.pk)).status_code == 404


def test_a_persons_seat_on_a_restricted_group_stays_hidden(world, officer):
    hidden = world.alpha.restricted_member
    page = officer.get(at("person", "alpha", hidden.pk)).content.decode()
    assert world.alpha.restricted_group.name not in page


def end(client, membership, **data):
    sent = typed(data, "last_day")
    return client.post(at("membership-end", "alpha", membership.pk), sent)


def test_a_role_ended_now_bites_on_the_next_request(world, officer, client_for):
    lead, role = world.alpha.lead, world.alpha.lead.memberships.get()
    theirs = client_for(lead)
    assert theirs.get(at("board", "alpha")).status_code == 200

    end(officer, role, when="now")

    assert theirs.get(at("board", "alpha")).status_code == 302  # the account closed
    lead.refresh_from_db()
    assert not lead.is_active


def test_a_role_on_two_boards_ends_on_one(world, officer, client_for):
    lead, role = world.alpha.lead, world.alpha.lead.memberships.get()
    make.MembershipFactory(user=lead, board=world.beta.board, role="board_member")
    theirs = client_for(lead)

    end(officer, role, when="now")

    assert theirs.get(at("board", "alpha")).status_code == 404
    assert theirs.get(at("board", "beta")).status_code == 200


def test_a_role_ends_after_a_day_and_the_account_closes_then(world, officer):
    lead, role = world.alpha.lead, world.alpha.lead.memberships.get()
    last = TODAY() + datetime.timedelta(3)

    end(officer, role, when="later", last_day=last.isoformat())

    lead.refresh_from_db()
    assert lead.is_active and close_left_accounts() == 0
    with time_machine.travel(last + datetime.timedelta(1)):
        assert close_left_accounts() == 1
    lead.refresh_from_db()
    assert not lead.is_active


def test_seats_end_with_the_role(world, officer, client_for):
    chair, role = world.alpha.chair, world.alpha.chair.memberships.get()

    end(officer, role, when="now")

    held = chair.holdings.get()
    assert held.held_to == TODAY() - datetime.timedelta(1)
    assert not type(chair).objects.get(pk=chair.pk).scope.group_ids


def test_a_role_that_began_today_can_end_today(world, officer):
    role = make.MembershipFactory(
        board=world.alpha.board, role="practitioner", active_from=TODAY()
    )
    end(officer, role, when="now")
    assert not Membership.objects.live().filter(pk=role.pk).exists()
    assert Membership.history.filter(id=role.pk, history_type="-").exists()


@pytest.mark.parametrize("last_day", ["", "2020-01-01", "soon"])
def test_a_last_day_must_make_sense(world, officer, last_day):
    role = world.alpha.lead.memberships.get()
    response = end(officer, role, when="later", last_day=last_day)
    assert list(response.context["form"].errors) == ["last_day"]
    role.refresh_from_db()
    assert role.active_to is None


def test_only_the_business_unit_ends_roles(world, client_for):
    role = world.alpha.contributor.memberships.get()
    assert end(client_for(world.alpha.lead), role, when="now").status_code == 403
    assert end(client_for(world.alpha.member), role, when="now").status_code == 404
    assert end(client_for(world.beta.officer), role, when="now").status_code == 404
    role.refresh_from_db()
    assert role.active_to is None
