"""The learning table, the framework page, its timetable and its priorities."""

import csv
import datetime
from io import BytesIO, StringIO

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from boards.fields import DateField
from boards.models import Board
from frameworks.packs import load_pack
from learning.models import FrameworkNote, Priority, SourceType, TimetableEntry
from learning.services.loading import load
from tests import factories as make
from tests.days import typed
from tests.fixtures.people import canary


def at(name, *args):
    return reverse(f"learning:{name}", args=args)


@pytest.fixture
def as_officer(world, client_for):
    return client_for(world.alpha.officer)


def officer_of(slug, client_for):
    load(load_pack(slug))
    board = Board.objects.get(slug=slug)
    user = make.UserFactory()
    make.MembershipFactory(user=user, board=board)
    return client_for(user)


def form_data(response, **changes):
    """What the page's form would send back unchanged, then changed."""
    form = response.context["form"]
    data = {}
    for bound in form:
        value = bound.value()
        if value is None or value is False:
            continue
        if isinstance(value, list | tuple):
            data[bound.html_name] = [getattr(v, "pk", v) for v in value]
        else:
            data[bound.html_name] = value
    days = [name for name, one in form.fields.items() if isinstance(one, DateField)]
    return typed(data | changes, *days)


HEADINGS = {
    "cwm-taf-morgannwg": [
        "Board Activity",
        "What We Learn",
        "Methodology",
        "Responsibility",
        "Method(s) of Sharing",
        "Monitoring and Evaluation",
    ],
    "wolverhampton": [
        "Method",
        "What we learn",
        "Evaluation methods",
        "Key stakeholders",
        "committees",
    ],
    "solihull": ["Information", "Sources", "Providers"],
}


@pytest.mark.django_db
@pytest.mark.requirement("CTM-31", "WOL-43", "SOL-13")
@pytest.mark.parametrize("slug", HEADINGS)
def test_the_table_stands_under_the_boards_own_headings(slug, client_for):
    client = officer_of(slug, client_for)

    page = client.get(at("learning-table", slug))
    file = client.get(at("learning-table", slug), {"as": "csv"})
    book = client.get(at("learning-table", slug), {"as": "xlsx"})

    assert [h.text for h in page.context["headings"]] == HEADINGS[slug]
    rows = list(csv.reader(StringIO(file.content.decode("utf-8-sig"))))
    assert rows[0] == HEADINGS[slug]
    sheet = load_workbook(BytesIO(book.content)).active
    assert [cell.value for cell in sheet[1]] == HEADINGS[slug]
    assert len(rows) == 1 + len(page.context["lines"]) == sheet.max_row


@pytest.mark.requirement("SOL-13")
def test_a_rows_due_item_is_kept_and_shown(world, as_officer):
    address = at("source-type-edit", "alpha", "self-evaluation")
    data = form_data(as_officer.get(address), next_due_on="2026-10-31")

    as_officer.post(address, data)

    world.alpha.source_type.refresh_from_db()
    assert world.alpha.source_type.next_due_on == datetime.date(2026, 10, 31)
    page = as_officer.get(at("learning-table", "alpha")).content.decode()
    assert "31 October 2026" in page


def test_a_file_runs_nothing_that_was_typed(world, as_officer):
    SourceType.objects.filter(board=world.alpha.board).update(name_en="=1+1")

    file = as_officer.get(at("learning-table", "alpha"), {"as": "csv"})
    book = as_officer.get(at("learning-table", "alpha"), {"as": "xlsx"})

    assert "'=1+1" in file.content.decode()
    cell = load_workbook(BytesIO(book.content)).active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.requirement("CTM-1")
def test_the_table_filters_by_strand_and_words(world, as_officer):
    for strand in ("child", "adult"):
        make.SourceTypeFactory(
            board=world.alpha.board, name_en=f"For {strand}", strand=strand
        )

    def names(**asked):
        page = as_officer.get(at("learning-table", "alpha"), asked)
        return [line["row"].name for line in page.context["lines"]]

    assert names(strand="child") == ["For child", "Self-Evaluation"]
    assert names(strand="adult") == ["For adult", "Self-Evaluation"]
    assert names(q="for CHILD") == ["For child"]


def test_a_restricted_row_is_for_its_group_alone(world, client_for):
    side = world.alpha
    make.SourceTypeFactory(
        board=side.board, name_en="Hidden row", restricted_to=side.restricted_group
    )
    side.source_type.responsibility.add(side.restricted_group, side.group)

    seen = {
        who: client_for(getattr(side, who))
        .get(at("learning-table", "alpha"))
        .content.decode()
        for who in ("officer", "restricted_member")
    }

    assert "Hidden row" in seen["restricted_member"]
    assert "Hidden row" not in seen["officer"]
    assert canary("alpha", "restricted") not in seen["officer"]


def test_editing_keeps_the_groups_the_officer_cannot_see(world, as_officer):
    row = world.alpha.source_type
    row.responsibility.add(world.alpha.restricted_group)
    address = at("source-type-edit", "alpha", row.key)

    data = form_data(as_officer.get(address), responsibility=[world.alpha.group.pk])
    as_officer.post(address, data)

    kept = set(row.responsibility.all())
    assert kept == {world.alpha.group, world.alpha.restricted_group}


@pytest.mark.requirement("CTM-31")
def test_two_officers_at_once_both_texts_are_shown(world, as_officer):
    address = at("source-type-edit", "alpha", "self-evaluation")
    first = form_data(as_officer.get(address), methodology="First")
    second = form_data(as_officer.get(address), methodology="Second")
    as_officer.post(address, first)

    page = as_officer.post(address, second)

    differences = page.context["differences"]
    assert [(d["theirs"], d["yours"]) for d in differences] == [("First", "Second")]
    world.alpha.source_type.refresh_from_db()
    assert world.alpha.source_type.methodology == "First"
    as_officer.post(address, form_data(page))
    world.alpha.source_type.refresh_from_db()
    assert world.alpha.source_type.methodology == "Second"


def test_a_row_is_added_at_the_end(world, as_officer):
    address = at("source-type-add", "alpha")
    data = form_data(as_officer.get(address), name_en="Peer review", kind="inspection")

    response = as_officer.post(address, data)

    row = SourceType.objects.get(board=world.alpha.board, name_en="Peer review")
    assert response.status_code == 302
    assert row.key.startswith("peer-review-") and row.kind == "inspection"


@pytest.mark.django_db
@pytest.mark.requirement("SOM-5")
def test_somersets_ten_methods_can_be_retired_and_used_again(client_for):
    client = officer_of("somerset", client_for)
    ten = SourceType.objects.filter(category_en="Methods and tools for learning")
    assert ten.count() == 10
    row = ten.exclude(restricted_to__isnull=False).first()
    address = at("source-type-retire", "somerset", row.key)

    client.post(address, {"version": row.version})

    page = client.get(at("learning-table", "somerset"))
    assert page.context["retired"] == [row]
    assert row not in [line["row"] for line in page.context["lines"]]
    client.post(address, {"version": row.version + 1})
    row.refresh_from_db()
    assert row.retired_on is None


@pytest.mark.parametrize("rows", [3, 300])
def test_the_table_asks_little_of_the_database(
    rows, world, as_officer, django_assert_max_num_queries
):
    for _number in range(rows):
        row = make.SourceTypeFactory(board=world.alpha.board)
        row.responsibility.add(world.alpha.group)

    with django_assert_max_num_queries(12):
        as_officer.get(at("learning-table", "alpha"))


@pytest.mark.requirement("SOM-30")
@pytest.mark.django_db
def test_the_framework_credits_its_source(client_for):
    client = officer_of("somerset", client_for)
    address = at("framework-edit", "somerset")
    data = form_data(
        client.get(address), reviewed_on="2026-03-01", author="Partnership Manager"
    )

    client.post(address, data)

    page = client.get(at("framework", "somerset"))
    text = page.content.decode()
    for words in ("Essex Safeguarding", "Partnership Manager", "November 2018"):
        assert words in text
    assert "transitional guidance" in text
    assert page.context["review_due"] == datetime.date(2027, 3, 1)
    assert FrameworkNote.objects.get().version == 2


@pytest.mark.django_db
def test_the_framework_page_says_the_whole_framework(client_for):
    client = officer_of("cwm-taf-morgannwg", client_for)

    page = client.get(at("framework", "cwm-taf-morgannwg"))

    assert len(page.context["objectives"]) == 7
    assert len(page.context["principles"]) == 8
    assert page.context["cycle"][0] == "Identifying Learning"
    functions = dict(page.context["functions"])
    assert "Joint Review Group" in map(str, functions["Identifies learning"])
    assert "Suicide Review Group" not in page.content.decode()
    assert "Practice Review Action Plan" in page.content.decode()


@pytest.mark.django_db
@time_machine.travel("2026-06-10")
def test_the_timetable_runs_by_month_and_by_the_next_day(client_for):
    client = officer_of("cwm-taf-morgannwg", client_for)

    page = client.get(at("timetable", "cwm-taf-morgannwg"))

    months = {
        str(name): [row.key for row in rows] for name, rows in page.context["months"]
    }
    assert "board_annual_report" in months["July"]
    ahead = [(row.key, row.due_on) for row in page.context["ahead"]]
    assert ("board_annual_report", datetime.date(2026, 7, 31)) in ahead
    assert [day for _, day in ahead] == sorted(day for _, day in ahead)
    assert "To be confirmed by the board" in page.content.decode()


def test_a_restricted_groups_reports_are_not_in_the_timetable(world, client_for):
    side = world.alpha
    for group in (side.group, side.restricted_group):
        TimetableEntry.objects.create(
            board=side.board,
            key=group.key,
            name_en=f"Report of {group.key}",
            months=[3],
            given_by=group.key,
            received_by="business_unit",
        )

    officer = client_for(side.officer).get(at("timetable", "alpha")).content.decode()
    member = client_for(side.restricted_member).get(at("timetable", "alpha"))

    assert "Report of quality" in officer
    assert "suicide-review" not in officer
    assert "Report of suicide-review" in member.content.decode()


@pytest.mark.django_db
def test_an_officer_confirms_the_months_of_a_report(client_for):
    client = officer_of("cwm-taf-morgannwg", client_for)
    address = at("timetable-edit", "cwm-taf-morgannwg", "themes_report")
    data = form_data(client.get(address), months=[1, 7])
    del data["unverified"]

    assert client.post(address, data).status_code == 302

    entry = TimetableEntry.objects.get(key="themes_report")
    assert (entry.months, entry.unverified) == ([1, 7], False)


def test_priorities_are_added_reworded_and_copied(world, as_officer):
    Priority.objects.all().delete()
    page = as_officer.get(at("priority-add", "alpha"))
    year = page.context["form"].fields["year"].choices[0][0]
    as_officer.post(at("priority-add", "alpha"), {"year": year, "text_en": "Neglect"})
    row = Priority.objects.get()
    address = at("priority-edit", "alpha", row.pk)
    as_officer.post(address, form_data(as_officer.get(address), text_en="Self-neglect"))

    as_officer.post(at("priorities-copy", "alpha"))

    texts = Priority.objects.order_by("year").values_list("number", "text_en")
    assert list(texts) == [(1, "Self-neglect"), (1, "Self-neglect")]


@pytest.mark.parametrize("name", ["source-type-add", "framework-edit", "priority-add"])
def test_only_the_business_unit_changes_the_framework(name, world, client_for):
    assert client_for(world.alpha.officer).get(at(name, "alpha")).status_code == 200
    assert client_for(world.alpha.lead).get(at(name, "alpha")).status_code == 403
    assert client_for(world.beta.officer).get(at(name, "alpha")).status_code == 404


def test_days_two_people_changed_are_both_shown_as_days(world, as_officer):
    address = at("framework-edit", "alpha")
    as_officer.post(address, form_data(as_officer.get(address), title="One"))
    before = as_officer.get(address)
    as_officer.post(address, form_data(before, title="One", reviewed_on="2026-03-01"))

    late = form_data(before, title="One", reviewed_on="2026-04-02")
    shown = as_officer.post(address, late).content.decode()

    assert "1 3 2026" in shown and "2 4 2026" in shown
