"""One action of two, several of one; an agency's own actions and a group's."""

import pytest
from django.core.exceptions import ValidationError

from actionplans.models import Action, ActionLink
from actionplans.page import ActionPage
from actionplans.services import lineage, linking
from tests import factories as make


@pytest.fixture
def side(world):
    return world.alpha


def fresh(action):
    return Action.objects.get(pk=action.pk)


def test_a_merged_action_says_where_it_went_and_keeps_its_history(side):
    twin = make.ActionFactory(plan=side.plan, responsible="Health")
    lineage.merge(action=twin, into=side.action, reason="Same", by=side.officer)
    assert fresh(twin).merged_into == side.action
    assert "Health" in fresh(side.action).responsible
    assert twin.updates.get().text == f"Into {side.action.reference}. Same"
    assert twin not in Action.objects.visible_to(side.officer).composite()
    how = dict(ActionPage(fresh(side.action), side.officer).lineage)
    assert how == {"Merged into this one": twin}


def test_only_actions_of_the_same_readers_merge(side):
    with pytest.raises(ValidationError):
        lineage.merge(
            action=side.action, into=side.own_action, reason="", by=side.officer
        )
    with pytest.raises(ValidationError):
        lineage.merge(action=side.action, into=side.action, reason="", by=side.officer)
    with pytest.raises(ValidationError):
        lineage.merge(
            action=side.action, into=side.done_action, reason="", by=side.officer
        )


def test_split_between_agencies_in_the_same_words(side):
    agencies = [side.agency, side.other_agency]
    parts = lineage.split(action=side.action, agencies=agencies, by=side.officer)
    assert [part.agency for part in parts] == agencies
    assert {part.text for part in parts} == {side.action.text}
    assert {part.split_from for part in parts} == {side.action}
    assert not fresh(side.action).is_open
    assert ActionPage(fresh(side.action), side.officer).was_split
    with pytest.raises(ValidationError):
        lineage.split(action=side.action, agencies=agencies, by=side.officer)


def test_splitting_needs_two_agencies(side):
    with pytest.raises(ValidationError):
        lineage.split(action=side.action, agencies=[side.agency], by=side.officer)


@pytest.mark.requirement("HAR-34")
def test_an_own_action_takes_from_a_groups_in_one_step(side):
    own = linking.own_action_from(action=side.action, agency=side.agency, by=side.lead)
    again = linking.own_action_from(
        action=side.action, agency=side.agency, by=side.executive
    )
    assert own == again
    assert own.own_plan_of == side.agency
    assert not Action.objects.visible_to(side.officer).filter(pk=own.pk).exists()
    links = ActionPage(fresh(side.action), side.lead).links
    assert [(how, other.pk) for how, other in links] == [("Taken up by", own.pk)]
    assert ActionPage(fresh(side.action), side.officer).links == []


@pytest.mark.requirement("HAR-34")
def test_an_offered_action_joins_the_groups_plan_and_is_fed_by_the_own_one(side):
    offer = linking.offer_action(
        action=side.own_action, group=side.group, note="Of use", by=side.lead
    )
    made = linking.take_in(offer=offer, plan=side.plan, answer="Yes", by=side.chair)
    assert (made.plan, made.agency) == (side.plan, side.agency)
    link = ActionLink.objects.get(action=side.own_action)
    assert (link.other, link.direction) == (made, "feeds_into")
    with pytest.raises(ValidationError):
        linking.decline_offer(offer=offer, answer="No", by=side.chair)


def test_declining_an_offer_needs_words(side):
    with pytest.raises(ValidationError):
        linking.decline_offer(offer=side.offer, answer=" ", by=side.chair)
    declined = linking.decline_offer(
        offer=side.offer, answer="Next year", by=side.chair
    )
    assert declined.state == "declined"


def test_nothing_is_offered_to_a_restricted_group_or_twice(side):
    for group in (side.restricted_group, side.offer.group):
        with pytest.raises(ValidationError):
            linking.offer_action(
                action=side.own_action, group=group, note="", by=side.lead
            )


def test_actions_of_one_plan_need_no_link(side):
    other = make.ActionFactory(plan=side.plan)
    with pytest.raises(ValidationError):
        linking.link_actions(
            action=side.action, other=other, direction="feeds_into", by=side.officer
        )
