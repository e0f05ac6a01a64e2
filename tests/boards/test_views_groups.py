"""Groups, their functions, and the published structure."""

import datetime
import re

import pytest
from django.urls import reverse

from boards.models import AccessRecord, Group, GroupFunction
from boards.structure import chart, published_groups
from tests import factories as make
from tests.days import boxes, typed

TODAY = datetime.date.today


def yesterday():
    return TODAY() - datetime.timedelta(1)


def at(name, *args):
    return reverse(f"boards:{name}", args=args)


@pytest.fixture
def officer(world, client_for):
    return client_for(world.alpha.officer)


def group_data(**changes):
    facts = {
        "name_en": "Training Group",
        "strand": "both",
        "meets_every_months": 3,
        "purpose_en": "Trains everybody",
    }
    return facts | changes


def test_the_officer_adds_a_group(world, officer):
    officer.post(at("group-add", "alpha"), group_data(parent=world.alpha.group.pk))

    group = Group.objects.get(name_en="Training Group")
    assert (group.board, group.parent) == (world.alpha.board, world.alpha.group)
    assert group.history.get().history_user == world.alpha.officer


def test_two_groups_of_one_name_get_their_own_keys(officer):
    for _ in range(2):
        officer.post(at("group-add", "alpha"), group_data())
    keys = set(Group.objects.filter(name_en="Training Group").values_list("key"))
    assert len(keys) == 2


def test_a_group_needs_a_name_and_keeps_what_was_typed(officer):
    response = officer.post(at("group-add", "alpha"), group_data(name_en=""))
    assert list(response.context["form"].errors) == ["name_en"]
    assert "Trains everybody" in response.content.decode()


@pytest.mark.parametrize("field", ["parent", "reports_to"])
def test_other_boards_and_hidden_groups_are_not_offered(world, officer, field):
    page = officer.get(at("group-add", "alpha"))
    offered = set(page.context["form"].fields[field].queryset)
    assert offered == {world.alpha.group}
    for hidden in (world.beta.group, world.alpha.restricted_group):
        response = officer.post(
            at("group-add", "alpha"), group_data(**{field: hidden.pk})
        )
        assert list(response.context["form"].errors) == [field]


def test_a_circle_of_parents_is_refused_beside_the_field(world, officer):
    child = make.GroupFactory(board=world.alpha.board, parent=world.alpha.group)
    grandchild = make.GroupFactory(board=world.alpha.board, parent=child)

    response = officer.post(
        at("group-edit", "alpha", world.alpha.group.pk),
        group_data(parent=grandchild.pk),
    )

    assert list(response.context["form"].errors) == ["parent"]
    world.alpha.group.refresh_from_db()
    assert world.alpha.group.parent is None


def test_a_circle_of_reporting_is_refused_beside_the_field(world, officer):
    other = make.GroupFactory(board=world.alpha.board)
    other.reports_to.add(world.alpha.group)

    response = officer.post(
        at("group-edit", "alpha", world.alpha.group.pk),
        group_data(reports_to=[other.pk]),
    )

    assert list(response.context["form"].errors) == ["reports_to"]


def test_a_hidden_parent_survives_an_edit(world, officer):
    child = make.GroupFactory(
        board=world.alpha.board, parent=world.alpha.restricted_group
    )
    officer.post(at("group-edit", "alpha", child.pk), group_data())
    child.refresh_from_db()
    assert child.parent == world.alpha.restricted_group


def test_sharing_goes_only_to_boards_one_manages(world, officer):
    assert (
        "shared_with"
        not in officer.get(at("group-add", "alpha")).context["form"].fields
    )
    make.MembershipFactory(user=world.alpha.officer, board=world.beta.board)

    officer.post(
        at("group-edit", "alpha", world.alpha.group.pk),
        group_data(shared_with=[world.beta.board.pk]),
    )

    assert list(world.alpha.group.shared_with.all()) == [world.beta.board]


# A restricted group exists only for its own members.


def test_a_restricted_group_is_nowhere_for_its_officer(world, officer):
    hidden = world.alpha.restricted_group
    for name in ("group", "group-edit", "group-functions", "seat-add"):
        assert officer.get(at(name, "alpha", hidden.pk)).status_code == 404
    for name in ("groups", "structure", "board", "seats"):
        assert hidden.name not in officer.get(at(name, "alpha")).content.decode()


def test_reading_and_refusing_a_restricted_group_is_kept(world, officer, client_for):
    hidden = world.alpha.restricted_group
    member = client_for(world.alpha.restricted_member)

    assert member.get(at("group", "alpha", hidden.pk)).status_code == 200
    officer.get(at("group", "alpha", hidden.pk))

    kept = AccessRecord.objects.filter(group_id=hidden.pk)
    assert {(r.user_id, r.action) for r in kept} == {
        (world.alpha.restricted_member.pk, "read"),
        (world.alpha.officer.pk, "refused"),
    }
    page = officer.get(at("access-records", "alpha")).content.decode()
    assert "refused" not in page


def test_whoever_makes_a_restricted_group_sits_on_it(world, officer):
    response = officer.post(
        at("group-add", "alpha"), group_data(restricted="on"), follow=True
    )
    group = Group.objects.get(name_en="Training Group")
    assert response.status_code == 200
    assert group.seats.get().holdings.get().user == world.alpha.officer
    assert not group.seats.get().voting


def test_only_a_member_restricts_a_group(world, officer):
    response = officer.post(
        at("group-edit", "alpha", world.alpha.group.pk), group_data(restricted="on")
    )
    assert list(response.context["form"].errors) == ["restricted"]


# Functions.


def formset(*rows, initial=0):
    data = {"functions-TOTAL_FORMS": len(rows), "functions-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        row = typed(row, "valid_from", "valid_to")
        data |= {f"functions-{number}-{key}": value for key, value in row.items()}
    return data


@pytest.mark.requirement("CTM-15")
def test_one_group_holds_several_functions_with_dates_and_they_move(world, officer):
    group, address = world.alpha.group, at("group-functions", "alpha", 0)
    address = at("group-functions", "alpha", group.pk)
    officer.post(
        address,
        formset(
            {"function": "identify", "valid_from": "2026-01-01"},
            {
                "function": "monitor",
                "valid_from": "2026-02-01",
                "valid_to": "2040-01-01",
            },
        ),
    )
    held = {row.function: row for row in group.functions.all()}
    assert set(held) == {"identify", "monitor"}
    assert held["monitor"].valid_to == datetime.date(2040, 1, 1)

    other = make.GroupFactory(board=world.alpha.board, name_en="Training Group")
    officer.post(
        at("function-reassign", "alpha", held["identify"].pk),
        {"to": other.pk} | boxes("on", TODAY()),
    )

    assert list(Group.objects.with_function("identify")) == [other]
    assert list(Group.objects.with_function("identify", yesterday())) == [group]
    assert list(Group.objects.with_function("monitor")) == [group]
    page = officer.get(at("group", "alpha", group.pk))
    assert [row.function for row in page.context["now"]] == ["monitor"]
    assert [row.function for row in page.context["before"]] == ["identify"]


def test_a_function_is_not_held_twice_at_once(world, officer):
    rows = [
        {"function": "identify", "valid_from": "2026-01-01"},
        {"function": "identify", "valid_from": "2026-06-01"},
    ]
    response = officer.post(
        at("group-functions", "alpha", world.alpha.group.pk), formset(*rows)
    )
    assert response.context["formset"].forms[1].errors
    assert not GroupFunction.objects.filter(group=world.alpha.group).exists()


def test_dates_of_a_function_are_in_order(world, officer):
    row = {"function": "share", "valid_from": "2026-06-01", "valid_to": "2026-01-01"}
    response = officer.post(
        at("group-functions", "alpha", world.alpha.group.pk), formset(row)
    )
    assert list(response.context["formset"].forms[0].errors) == ["valid_to"]


def test_a_function_moves_neither_back_in_time_nor_to_its_holder(world, officer):
    held = world.alpha.group_function
    held.valid_from = TODAY()
    held.save()
    other = make.GroupFactory(board=world.alpha.board)
    address = at("function-reassign", "alpha", held.pk)
    early = officer.post(address, {"to": other.pk} | boxes("on", "2026-01-01"))
    assert list(early.context["form"].errors) == ["on"]

    other.functions.create(function="identify")
    later = boxes("on", TODAY() + datetime.timedelta(5))
    twice = officer.post(address, {"to": other.pk} | later)
    assert list(twice.context["form"].errors) == ["to"]


# The published structure.


@pytest.mark.requirement("CTM-20")
def test_the_public_reads_the_structure_as_text_and_drawing(world, client_for):
    child = make.GroupFactory(
        board=world.alpha.board, parent=world.alpha.group, name_en="Audit & Learning"
    )
    child.reports_to.add(world.alpha.group)

    for person in (None, world.beta.officer, world.alpha.practitioner):
        page = client_for(person).get(at("structure", "alpha")).content.decode()
        nested = r"Quality Group.*<ul.*Audit &amp; Learning.*</ul>"
        assert re.search(nested, page, re.S)
        assert "Reports to Quality Group" in page
        svg = re.search(r"<svg.*</svg>", page, re.S).group()
        assert 'role="img"' in svg and "<title" in svg and "<desc" in svg
        assert "Audit &amp; Learning" in svg and " style=" not in svg
        assert world.alpha.restricted_group.name not in page


@pytest.mark.requirement("CTM-20")
def test_the_structure_follows_what_the_business_unit_changes(
    world, officer, client_for
):
    officer.post(at("group-add", "alpha"), group_data(parent=world.alpha.group.pk))
    page = client_for(None).get(at("structure", "alpha")).content.decode()
    assert page.count("Training Group") >= 2  # list and drawing


def test_members_also_see_what_each_group_does(world, client_for):
    world.alpha.group_function  # noqa: B018 makes the row
    address = at("structure", "alpha")
    assert (
        "Identifies learning"
        in client_for(world.alpha.lead).get(address).content.decode()
    )
    for person in (None, world.beta.lead):
        page = client_for(person).get(address).content.decode()
        assert "Identifies learning" not in page


def test_a_board_that_ended_is_not_published(world, client_for):
    world.alpha.board.active_to = yesterday()
    world.alpha.board.save()
    assert client_for(None).get(at("structure", "alpha")).status_code == 404
    assert client_for(None).get(at("structure", "nowhere")).status_code == 404


def test_a_shared_group_stands_on_both_structures(world, client_for):
    world.alpha.group.shared_with.add(world.beta.board)
    page = client_for(None).get(at("structure", "beta")).content.decode()
    assert "serves Alpha, Beta" in page
    assert page.count("Quality Group") >= 3


def test_a_restricted_group_between_two_leaves_no_trace(world, client_for):
    world.alpha.restricted_group.parent = world.alpha.group
    world.alpha.restricted_group.save()
    below = make.GroupFactory(
        board=world.alpha.board,
        parent=world.alpha.restricted_group,
        name_en="Open below",
    )
    below.reports_to.add(world.alpha.restricted_group)
    page = client_for(None).get(at("structure", "alpha")).content.decode()
    assert "Open below" in page
    assert world.alpha.restricted_group.name not in page


def test_the_drawing_has_a_box_a_group_and_none_overlap(world):
    root = world.alpha.group
    for _ in range(4):
        child = make.GroupFactory(board=world.alpha.board, parent=root)
        make.GroupFactory.create_batch(3, board=world.alpha.board, parent=child)

    drawn = chart(published_groups(world.alpha.board), world.alpha.board)

    assert len(drawn.boxes) == 17
    assert len(drawn.links) == 16
    places = [(box.x, box.y) for box in drawn.boxes]
    for n, (x, y) in enumerate(places):
        assert x + 230 <= drawn.width and y + 64 <= drawn.height
        assert not [p for p in places[:n] if p[0] == x and abs(p[1] - y) < 64]
