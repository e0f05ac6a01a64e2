"""The source map, the list, one source, and raising learning."""

import csv
import datetime
import uuid
from io import StringIO

import pytest
from django.urls import reverse

from boards.models import Group, GroupFunction
from learning.models import LearningSource
from tests import factories as make
from tests.fixtures.people import canary
from tests.learning.test_views_framework import form_data


def at(name, *args):
    return reverse(f"learning:{name}", args=args)


@pytest.fixture
def as_officer(world, client_for):
    return client_for(world.alpha.officer)


@pytest.fixture
def identifying(world):
    """Both groups of alpha identify learning today."""
    for group in (world.alpha.group, world.alpha.restricted_group):
        GroupFunction.objects.create(group=group, function="identify")
    return world.alpha


def details(client, key="self-evaluation", **changes):
    page = client.get(at("source-raise-details", "alpha", key))
    return form_data(page, title="Late referrals", summary="Seen twice", **changes)


def send(client, data, key="self-evaluation"):
    return client.post(at("source-raise-details", "alpha", key), data)


@pytest.mark.requirement("CTM-16")
def test_a_member_raises_learning_owned_by_their_group(identifying, client_for):
    client = client_for(identifying.chair)

    response = send(client, details(client))

    source = LearningSource.objects.get(title="Late referrals")
    assert response.url == at("source-raised", "alpha", source.reference)
    assert source.lead_group == identifying.group
    assert source.created_by == identifying.chair
    assert source.opened_on == datetime.date.today()
    assert source.audience == "board"
    assert [event.to_stage for event in source.events.all()] == ["identified"]
    assert source.reference in client.get(response.url).content.decode()


@pytest.mark.requirement("CTM-16")
def test_only_members_of_groups_that_identify_raise(world, client_for):
    GroupFunction.objects.create(
        group=world.alpha.group, function="identify", valid_to=datetime.date(2020, 1, 1)
    )
    chair, officer = client_for(world.alpha.chair), client_for(world.alpha.officer)

    assert chair.get(at("source-raise", "alpha")).status_code == 403
    assert officer.get(at("source-raise", "alpha")).status_code == 200


def test_the_officer_may_raise_for_every_open_group_and_no_other(
    identifying, client_for
):
    client = client_for(identifying.officer)
    page = client.get(at("source-raise-details", "alpha", "self-evaluation"))

    offered = page.context["form"].fields["lead_group"].queryset

    assert list(offered) == list(
        Group.objects.filter(board=identifying.board, restricted=False)
    )


@pytest.mark.requirement("CTM-31")
def test_a_new_item_inherits_its_kinds_defaults(identifying, client_for):
    kind = identifying.source_type
    kind.methodology, kind.monitoring = "A tool", "Every quarter"
    kind.stakeholders = "Families"
    kind.save()
    kind.responsibility.add(identifying.group, identifying.restricted_group)
    client = client_for(identifying.chair)

    send(client, details(client, monitoring="Every month"))

    source = LearningSource.objects.get(title="Late referrals")
    assert (source.kind, source.methodology) == (kind.kind, "A tool")
    assert (source.monitoring, source.stakeholders) == ("Every month", "Families")
    assert set(source.responsibility.all()) == set(kind.responsibility.all())


def test_a_form_sent_twice_makes_one_item(identifying, client_for):
    client = client_for(identifying.chair)
    data = details(client)

    first, second = send(client, data), send(client, data)

    assert first.url == second.url
    assert LearningSource.objects.filter(title="Late referrals").count() == 1


def test_a_restricted_groups_learning_stays_in_it(identifying, client_for):
    client = client_for(identifying.restricted_member)

    send(client, details(client))

    source = LearningSource.objects.get(title="Late referrals")
    assert (source.lead_group, source.audience) == (
        identifying.restricted_group,
        "group",
    )
    officer = client_for(identifying.officer)
    assert officer.get(source.get_absolute_url()).status_code == 404
    assert "Late referrals" not in officer.get(at("sources", "alpha")).content.decode()


def test_learning_of_a_restricted_kind_has_no_other_owner(identifying, client_for):
    kind = make.SourceTypeFactory(
        board=identifying.board, restricted_to=identifying.restricted_group
    )
    seat = make.SeatFactory(group=identifying.group)
    make.SeatHoldingFactory(seat=seat, user=identifying.restricted_member)
    client = client_for(identifying.restricted_member)

    page = send(
        client, details(client, kind.key, lead_group=identifying.group.pk), kind.key
    )

    assert page.status_code == 200
    assert "lead_group" in page.context["form"].errors
    assert page.context["form"]["summary"].value() == "Seen twice"
    hidden = client_for(identifying.officer).get(
        at("source-raise-details", "alpha", kind.key)
    )
    assert hidden.status_code == 404


def test_a_mistake_keeps_what_was_typed(identifying, client_for):
    client = client_for(identifying.chair)

    page = send(client, details(client, opened_on="2099-01-01"))

    assert page.context["form"]["summary"].value() == "Seen twice"
    assert list(page.context["form"].errors) == ["opened_on"]


@pytest.mark.requirement("CTM-1")
@pytest.mark.parametrize(
    ("strand", "expected"),
    [("", {"child", "adult", "both"}), ("child", {"child", "both"})],
)
@pytest.mark.parametrize("page", ["sources", "source-map", "learning-table"])
def test_every_page_of_learning_filters_by_strand(
    page, strand, expected, world, as_officer
):
    board = world.alpha.board
    for each, kind in (("child", "inspection"), ("adult", "voice")):
        make.SourceTypeFactory(
            board=board, strand=each, kind=kind, name_en=f"Row {each}"
        )
        make.LearningSourceFactory(
            board=board, strand=each, kind=kind, title=f"Row {each}"
        )

    shown = as_officer.get(at(page, "alpha"), {"strand": strand}).content.decode()

    assert {e for e in ("child", "adult") if f"Row {e}" in shown} == expected - {"both"}
    if strand:
        assert f"?strand={strand}" in shown


@pytest.mark.requirement("CTM-41")
def test_the_map_counts_what_this_person_may_see(world, client_for):
    side = world.alpha

    def counts(user):
        page = client_for(user).get(at("source-map", "alpha"))
        return {n.kind: n.count for n in page.context["picture"].nodes}

    # The fixture's round is a source of learning too; its review is not published.
    assert counts(side.officer) == {"self_assessment": 2, "practice_review": 1}
    assert counts(side.member) == {"self_assessment": 2}
    assert counts(side.restricted_member) == {"self_assessment": 2, "suicide_review": 1}
    page = client_for(side.officer).get(at("source-map", "alpha")).content.decode()
    assert "Suicide" not in page
    assert "?kind=self_assessment" in page


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "referral"}, ["Late referral"]),
        ({"kind": "inspection"}, ["Late referral"]),
        ({"year": "2024-25"}, ["Late referral"]),
        ({"kind": "nonsense", "q": "late"}, ["Late referral"]),
        ({"group": "\u00b2", "q": "late"}, ["Late referral"]),
        ({"source_type": "99999"}, []),
        ({"q": "nothing like it"}, []),
    ],
)
def test_the_list_is_narrowed(asked, expected, world, as_officer):
    make.LearningSourceFactory(
        board=world.alpha.board,
        title="Late referral",
        kind="inspection",
        opened_on=datetime.date(2025, 3, 31),
    )

    page = as_officer.get(at("sources", "alpha"), asked)

    assert [row.title for row in page.context["page"].object_list] == expected


def test_the_list_is_narrowed_by_group_and_sorted(world, as_officer):
    for title in ("B", "A"):
        make.LearningSourceFactory(
            board=world.alpha.board, title=title, lead_group=world.alpha.group
        )
    asked = {"group": world.alpha.group.pk, "sort": "-title"}

    page = as_officer.get(at("sources", "alpha"), asked)

    titles = [row.title for row in page.context["page"].object_list]
    assert titles == sorted(titles, reverse=True)
    assert {"A", "B"} < set(titles)


def test_the_list_is_exported_as_shown(world, as_officer):
    asked = {"as": "csv", "q": "canary"}

    file = as_officer.get(at("sources", "alpha"), asked)

    rows = list(csv.reader(StringIO(file.content.decode("utf-8-sig"))))
    shown = {world.alpha.source.reference, world.alpha.review.reference}
    assert {row[0] for row in rows[1:]} == shown
    assert len(rows) == 3
    assert canary("alpha", "restricted") not in file.content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_little_of_the_database(
    rows, world, as_officer, django_assert_max_num_queries
):
    for _number in range(rows):
        make.LearningSourceFactory(
            board=world.alpha.board,
            lead_group=world.alpha.group,
            source_type=world.alpha.source_type,
        )

    with django_assert_max_num_queries(12):
        as_officer.get(at("sources", "alpha"))


def test_the_officer_and_the_owning_chair_correct_a_source(world, client_for):
    side = world.alpha
    address = at("source-edit", "alpha", side.source.reference)

    got = {
        who: client_for(getattr(side, who)).get(address).status_code
        for who in ("officer", "chair", "member", "lead")
    }

    assert got == {"officer": 200, "chair": 200, "member": 403, "lead": 403}


def test_two_people_at_once_see_both_texts(world, as_officer):
    address = at("source-edit", "alpha", world.alpha.source.reference)
    first = form_data(as_officer.get(address), summary="First")
    second = form_data(as_officer.get(address), summary="Second")
    as_officer.post(address, first)

    page = as_officer.post(address, second)

    assert [d["theirs"] for d in page.context["differences"]] == ["First"]
    world.alpha.source.refresh_from_db()
    assert world.alpha.source.summary == "First"


def test_another_persons_token_makes_no_item_of_theirs(identifying, client_for):
    token = str(uuid.uuid4())
    chair, officer = client_for(identifying.chair), client_for(identifying.officer)
    send(chair, details(chair, sent_once=token))

    group = identifying.group.pk
    page = send(officer, details(officer, sent_once=token, lead_group=group))

    assert page.context["form"].non_field_errors()
    assert LearningSource.objects.filter(sent_once=token).count() == 1
