"""Panels read the agreed actions of their review; chairs name an agency's leads."""

import pytest
from django.urls import reverse

from actionplans.models import Action
from boards.models import User
from tests import factories as make
from tests.learning.test_views_framework import form_data


@pytest.fixture
def side(world):
    return world.alpha


def url(side, name, *args):
    return reverse(f"actionplans:{name}", args=[side.board.slug, *args])


@pytest.fixture
def reviewer(side):
    """Somebody on the board for this review's panel alone."""
    user = make.UserFactory()
    make.MembershipFactory(user=user, board=side.board, role="reviewer")
    side.review.panel.create(user=user, role="member", appointed_by=side.officer)
    return user


def test_a_panel_reads_the_agreed_actions_of_its_review(side, reviewer, client_for):
    assert list(Action.objects.visible_to(reviewer)) == [side.action]
    client = client_for(reviewer)
    page = client.get(side.plan.get_absolute_url()).content.decode()
    assert side.action.text in page
    assert client.get(side.action.get_absolute_url()).status_code == 200


def test_a_panel_changes_nothing_of_the_actions(side, reviewer, client_for):
    client, place = client_for(reviewer), side.action.reference
    for name in ("action-edit", "action-withdraw"):
        assert client.get(url(side, name, place)).status_code in (403, 404)
    assert side.action.get_absolute_url() + "edit" not in (
        client.get(side.action.get_absolute_url()).content.decode()
    )


def test_a_panel_reads_no_action_of_a_restricted_group(side, reviewer):
    side.plan.actions.update(confined_to=side.restricted_group)
    assert not Action.objects.visible_to(reviewer).exists()


def test_a_conflict_or_the_end_of_a_place_closes_the_actions(side, reviewer):
    side.review.panel.filter(user=reviewer).update(declaration="conflict")
    again = User.objects.get(pk=reviewer.pk)
    assert not Action.objects.visible_to(again).exists()


def owners(client, address):
    return client.get(address).context["form"].fields["owner"].queryset


def test_a_chair_names_a_lead_of_the_agency_as_owner(side, client_for):
    client, address = (
        client_for(side.chair),
        url(side, "action-edit", side.action.reference),
    )
    page = client.get(address)
    assert f"{side.lead} ({side.agency})" in page.content.decode()
    assert side.contributor not in owners(client, address)

    client.post(address, form_data(page, owner=side.lead.pk))

    side.action.refresh_from_db()
    assert side.action.owner == side.lead
    assert side.lead not in User.objects.visible_to(side.chair)


def test_a_lead_of_another_agency_is_refused_in_words(side, client_for):
    client = client_for(side.chair)
    address = url(side, "action-edit", side.action.reference)
    data = form_data(client.get(address), owner=side.other_lead.pk)
    page = client.post(address, data).content.decode()
    assert "Choose somebody of the agency that carries the action." in page
    side.action.refresh_from_db()
    assert side.action.owner is None


def test_a_lead_who_left_is_no_longer_offered(side, client_for):
    side.lead.memberships.update(active_to="2020-01-01")
    address = url(side, "action-edit", side.action.reference)
    assert side.lead not in owners(client_for(side.chair), address)


def test_a_restricted_group_names_nobody_outside(side, client_for):
    address = url(side, "action-edit", side.restricted_action.reference)
    assert side.lead not in owners(client_for(side.restricted_member), address)
