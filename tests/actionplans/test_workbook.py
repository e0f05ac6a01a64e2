"""The plan as a workbook: taken away, changed, brought back beside what is online."""

import datetime
import os
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from actionplans.models import ActionUpdate, BringingIn
from actionplans.services.editing import edit_action
from tests import factories as make

ODD = os.environ.get("LIF_ODD_INPUT")
FORM = [
    "Recommendation", "Rationale", "Action", "Timescale", "Responsible",
    "Intended Outcome", "How will we measure the Outcome?",
]  # fmt: skip


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def rows(side):
    return [
        make.ActionFactory(plan=side.plan, agency=side.agency, owner=side.lead)
        for _number in range(2)
    ]


def taken(client, side, query=""):
    """The workbook as downloaded."""
    address = reverse("actionplans:workbook", args=[side.board.slug])
    return load_workbook(BytesIO(client.get(f"{address}?{query}").content))


def write(book, action, **cells):
    """Type into the row of an action, under the headings named."""
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    row = next(r for r in range(2, 200) if sheet.cell(r, 1).value == action.reference)
    for heading, value in cells.items():
        sheet.cell(row, columns[heading]).value = value
    return book


def sent(client, side, book, name="actions.xlsx"):
    """Upload a workbook; the address of its preview, or the page with its error."""
    body = book
    if not isinstance(book, bytes):
        out = BytesIO()
        book.save(out)
        body = out.getvalue()
    address = reverse("actionplans:workbook-upload", args=[side.board.slug])
    return client.post(address, {"file": SimpleUploadedFile(name, body)})


def press(client, url, **choices):
    seen = client.get(url).context["seen"]
    return client.post(url, {"seen": seen} | choices)


def test_workbook_has_the_headings_lists_and_a_hidden_version(side, rows, client_for):
    book = taken(client_for(side.officer), side)
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    assert headings[:2] == ["Reference", "Version"]
    assert headings[2:9] == FORM
    assert {"Progress", "Agency", "Owner", "Status"} <= set(headings)
    assert sheet.column_dimensions["B"].hidden
    assert len(sheet.data_validations.dataValidation) == 2
    assert book["lists"].sheet_state == "hidden"
    assert "Embedded" not in [cell.value for cell in book["lists"]["A"]]
    owners = [row[headings.index("Owner")].value for row in sheet.iter_rows(min_row=2)]
    assert side.lead.email in owners


def test_nothing_typed_is_ever_run(side, client_for):
    side.action.text = "=cmd|' /C calc'!A0"
    side.action.measure = "+44"
    side.action.save()
    book = taken(client_for(side.officer), side)
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert side.action.text in [cell.value for cell in cells]


def test_a_copy_not_changed_changes_nothing(side, rows, client_for):
    side.action.text = "Two\r\nlines, and a space at the end "
    side.action.save()
    client = client_for(side.officer)
    page = client.get(sent(client, side, taken(client, side)).url)
    assert page.context["changing"] == [] and page.context["problems"] == []
    assert "The file says what is online already." in page.content.decode()


def test_three_rows_are_changed_cell_by_cell(side, rows, client_for):
    client, day = client_for(side.officer), timezone.localdate()
    later = day + datetime.timedelta(300)
    book = taken(client, side)
    write(book, rows[0], Status="At risk", Progress="Two wards of four")
    write(book, rows[1], Owner="", Agency=str(side.other_agency))
    write(book, side.action, Timescale=later, **{"Reason for more time": "Strike"})
    url = sent(client, side, book).url
    preview = client.get(url)
    assert {
        (one.action.pk, change.label)
        for one in preview.context["plain"]
        for change in one.plain
    } == {
        (rows[0].pk, "Status"), (rows[0].pk, "Progress"), (rows[1].pk, "Owner"),
        (rows[1].pk, "Agency"), (side.action.pk, "Timescale"),
    }  # fmt: skip
    assert not ActionUpdate.objects.exists()

    press(client, url)

    for row in (*rows, side.action):
        row.refresh_from_db()
    assert (rows[0].status, rows[1].owner, rows[1].agency) == (
        "amber", None, side.other_agency,
    )  # fmt: skip
    assert (side.action.due_on, side.action.extended) == (later, 1)
    assert rows[0].updates.get().text == "Two wards of four"


def test_progress_is_added_and_what_was_said_before_stays(side, client_for):
    client = client_for(side.lead)
    before = ActionUpdate.objects.create(
        action=side.action, kind="progress", text="Begun", by=side.lead
    )
    book = write(taken(client, side), side.action, Progress="Finished the first ward")
    press(client, sent(client, side, book).url)
    texts = list(side.action.updates.order_by("pk").values_list("text", flat=True))
    assert texts == ["Begun", "Finished the first ward"]
    assert ActionUpdate.objects.get(pk=before.pk).text == "Begun"


def test_both_texts_are_shown_where_somebody_changed_it_meanwhile(
    side, rows, client_for
):
    client = client_for(side.officer)
    book = taken(client, side)
    for row, words in zip(rows, ("Theirs one", "Theirs two"), strict=True):
        edit_action(action=row, values={"measure": words}, version=1, by=side.chair)
    for row in rows:
        measure = "How will we measure the Outcome?"
        write(book, row, **{measure: "Mine", "Responsible": "Ward manager"})
    url = sent(client, side, book).url
    page = client.get(url)
    said = page.content.decode()
    assert "Theirs one" in said and "Mine" in said
    assert [len(one.conflicts) for one in page.context["conflicts"]] == [1, 1]

    result = press(client, url, **{f"take-{rows[0].pk}-measure": "file"})

    for row in rows:
        row.refresh_from_db()
    assert [row.measure for row in rows] == ["Mine", "Theirs two"]
    assert {row.responsible for row in rows} == {"Ward manager"}
    assert "the words online stay" in client.get(result.url).content.decode()


def test_what_was_saved_after_the_preview_is_not_overwritten(side, rows, client_for):
    client = client_for(side.officer)
    book = write(taken(client, side), rows[0], Responsible="Mine")
    url = sent(client, side, book).url
    seen = client.get(url).context["seen"]
    values = {"responsible": "Theirs"}
    edit_action(action=rows[0], values=values, version=1, by=side.chair)
    client.post(url, {"seen": seen})
    rows[0].refresh_from_db()
    assert rows[0].responsible == "Theirs"
    assert BringingIn.objects.get().outcome["stale"] == [rows[0].reference]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"Owner": "nobody@example.org"}, "You know nobody on this board as"),
        ({"Agency": "Ministry"}, "No agency of this board is called"),
        ({"Timescale": "next spring"}, "is no date"),
        ({"Timescale": "31/02/2030"}, "is no date"),
        ({"Status": "Purple"}, "is no status here"),
        ({"Status": "Embedded"}, "embedded only after its measure was tested"),
        ({"Status": "Done, impact not shown yet"}, "Before it is reported done"),
        ({"Action": None}, "This cell is empty."),
        ({"Reference": "ACT-NOSUCH"}, "You see no action ACT-NOSUCH"),
        ({"Version": "x"}, "The hidden version of this row is gone"),
        ({"Timescale": "01/01/2040"}, "Say why more time is needed."),
    ],
)
def test_errors_stand_beside_their_cells(side, client_for, cells, words):
    client = client_for(side.officer)
    book = write(taken(client, side), side.action, **cells)
    page = client.get(sent(client, side, book).url).content.decode()
    assert words in page
    if "Version" not in cells:
        assert "Actions!" in page
    side.action.refresh_from_db()
    assert side.action.version == 1


def test_an_agency_changes_only_what_it_answers_for(side, client_for):
    client = client_for(side.lead)
    other = make.ActionFactory(plan=side.plan, agency=side.other_agency)
    book = taken(client, side)
    sheet = book.worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [
        side.action.reference
    ]
    sheet.append([other.reference, 1, "", "", "Ours now"])
    write(book, side.action, Rationale="Ours", Status="On track")
    page = client.get(sent(client, side, book).url)
    said = page.content.decode()
    assert f"You see no action {other.reference}" in said
    assert "Only the business unit or the chair" in said
    press(client, page.request["PATH_INFO"])
    side.action.refresh_from_db()
    other.refresh_from_db()
    assert (side.action.status, side.action.rationale) == ("green", "")
    assert other.text != "Ours now"


def test_a_restricted_action_cannot_be_guessed(side, client_for):
    client = client_for(side.officer)
    book = taken(client, side)
    book.worksheets[0].append([side.restricted_action.reference, 1, "", "", "X"])
    page = client.get(sent(client, side, book).url).content.decode()
    assert f"You see no action {side.restricted_action.reference}" in page
    assert "Hidden action" not in page


def test_columns_may_move_and_headings_change_their_capitals(side, client_for):
    client, book = client_for(side.officer), Workbook()
    book.active.append(["Our notes"])
    book.active.append(["STATUS", "responsible ", "reference", "version", "Colour"])
    book.active.append(["on track", "Matron", side.action.reference.lower(), 1, "x"])
    press(client, sent(client, side, book).url)
    side.action.refresh_from_db()
    assert (side.action.status, side.action.responsible) == ("green", "Matron")


def test_a_csv_file_is_read_too(side, client_for):
    client = client_for(side.officer)
    body = f"Reference;Version;Responsible\n{side.action.reference};1;Pŵer\n"
    press(client, sent(client, side, body.encode("cp1252", "replace"), "a.csv").url)
    side.action.refresh_from_db()
    assert side.action.responsible == "P?er"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.xlsx", b"PK\x03\x04 not a workbook"), ("a.xlsx", b""),
        ("a.csv", b"\x00\x01\x02"), ("a.csv", b"Just,words\n1,2\n"),
        ("a.xlsm", b"PK"), ("a.xlsx", b"<html><script>x</script></html>"),
    ],
)  # fmt: skip
def test_files_that_are_none_are_refused_in_words(side, client_for, name, body):
    page = sent(client_for(side.officer), side, body, name)
    assert page.status_code == 200
    assert page.context["form"].errors["file"]
    assert not BringingIn.objects.exists()


def hostile():
    """Workbooks somebody might send to do harm, made here."""
    empty, wide, formula = Workbook(), Workbook(), Workbook()
    wide.active.append(["Reference", "Version", *range(300)])
    formula.active.append(["Reference", "Version", "Responsible"])
    formula.active.append(["=1/0", "=A1", '=HYPERLINK("http://x","y")'])
    merged = Workbook()
    merged.active.append(["Reference", "Version"])
    merged.active.merge_cells("A2:Z40")
    hidden = Workbook()
    hidden.active.sheet_state = "visible"
    secret = hidden.create_sheet("secret")
    secret.append(["Reference", "Version", "Action"])
    secret.sheet_state = "hidden"
    return [empty, wide, formula, merged, hidden]


@pytest.mark.parametrize("book", hostile())
def test_hostile_workbooks_are_read_or_refused_in_words(side, client_for, book):
    client = client_for(side.officer)
    page = sent(client, side, book)
    if page.status_code == 302:
        page = client.get(page.url)
    assert page.status_code == 200
    side.action.refresh_from_db()
    assert side.action.version == 1


@pytest.mark.skipif(not ODD, reason="LIF_ODD_INPUT names no folder")
def test_odd_files_are_read_or_refused_in_words(side, client_for):
    client = client_for(side.officer)
    for path in sorted(Path(ODD).rglob("*.*")):
        page = sent(client, side, path.read_bytes(), path.name)
        if page.status_code == 302:
            page = client.get(page.url)
        assert page.status_code == 200, path.name


def test_preview_costs_the_same_for_3_and_60(
    side, rows, client_for, django_assert_max_num_queries
):
    client, counts = client_for(side.officer), []
    for more in (0, 57):
        for _number in range(more):
            make.ActionFactory(
                plan=side.plan, agency=side.agency, owner=make.UserFactory()
            )
        book = taken(client, side)
        for row in side.plan.actions.all():
            write(book, row, Responsible=f"Matron {more}")
        url = sent(client, side, book).url
        with django_assert_max_num_queries(30) as found:
            client.get(url)
        counts.append(len(found))
    assert counts[0] == counts[1]
