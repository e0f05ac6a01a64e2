"""Workbooks and exports: every view on a sheet, nothing invented, nothing run."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from audits.services import moderating
from reporting.papers.reading import answer_rows, answer_table
from tests import factories as make
from tests.audits.test_analysis import previous_round
from tests.reporting.built import built, excel_of, rows_of
from tests.reporting.rounds import handed_in, rate
from tests.reporting.test_words import RATING, S135

pytestmark = pytest.mark.django_db
PACK = "development-day-excel"
HEADINGS = [
    "Agency",
    "Number",
    "Standard",
    "Compliance Brag Rating",
    "Summary of Current Position",
    "Evidence",
    "Moderated rating",
    "Final rating",
]


def export(client, side, round, kind=""):
    address = reverse("reporting:round-export", args=[side.board.slug, round.reference])
    return client.get(address, {"as": kind} if kind else {})


def csv_rows(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


@pytest.mark.requirement("CTM-46")
def test_pack_has_a_sheet_for_each_view(world):
    side = world.alpha
    previous_round(side, "amber")

    book = excel_of(built(side, side.officer, PACK, side.round.reference))

    assert book.sheetnames == [
        "Summary",
        "Heat map",
        "Ratings",
        "Words",
        "Non-returns",
        "By sector",
        "Challenge and support",
    ]
    summary = {row[0]: row[1] for row in rows_of(book["Summary"])}
    assert (summary["Agencies asked"], summary["Handed in"]) == (2, 1)
    assert rows_of(book["Heat map"]) == [
        ("Agency", "Sector", "1.1"),
        ("Hospital alpha", "Health provider", "G Green\nup from A"),
        ("Police alpha", "Police", "Not handed in"),
    ]
    assert book["Heat map"]["C2"].fill.fgColor.rgb.endswith("0F6B45")
    assert book["Heat map"].freeze_panes == "C2"
    assert rows_of(book["Non-returns"])[1][0] == "Police alpha"


def test_counts_are_numbers_and_nothing_is_averaged(world):
    side = world.alpha

    book = excel_of(built(side, side.officer, PACK, side.round.reference))

    headings, row = rows_of(book["Ratings"])
    assert dict(zip(headings, row, strict=True)) == {
        "Section": "1 Leadership",
        "Number": "1.1",
        "Standard": side.rating.text,
        "Changed since last round": None,
        "B Blue": 0,
        "G Green": 1,
        "A Amber": 0,
        "R Red": 0,
        "Does not apply": 0,
        "Not answered": 0,
        "Not handed in": 1,
        "Up": 0,
        "Down": 0,
    }


def test_typed_words_are_never_run(world):
    side = world.alpha
    side.received_answer.level = side.levels[0]
    side.received_answer.position = '=HYPERLINK("http://127.0.0.1","x")'
    side.received_answer.save()

    book = excel_of(built(side, side.officer, PACK, side.round.reference))

    [cell] = [row[5] for row in book["Words"].iter_rows(min_row=2)]
    assert cell.data_type == "s"
    assert cell.value == "'" + side.received_answer.position


@pytest.mark.requirement("CTM-57")
@pytest.mark.requirement("CTM-45")
def test_export_has_exactly_the_seeds_headings(world, client_for):
    side = world.alpha
    found = handed_in(
        side,
        (RATING, {"position": "In every team"}),
        (RATING | {"number": "5.2", "text_en": "Acts at once"}, None),
        columns=S135,
    )
    answer = rate(found, 0, "amber")
    blue, green, amber, red = found.levels
    moderating.moderate(answer=answer, level=red, reason="Thin", by=side.officer)

    rows = csv_rows(export(client_for(side.officer), side, found.round, "csv"))

    said = "In every team"
    mine, other = str(side.agency), str(side.other_agency)
    first, second = "Learning is passed on", "Acts at once"
    assert rows[0] == HEADINGS
    assert sorted(rows[1:]) == sorted(
        [
            [mine, "5.1", first, "A Amber", said, "", "R Red", ""],
            [mine, "5.2", second, "Not answered", "", "", "", ""],
            [other, "5.1", first, "Not handed in", "", "", "", ""],
            [other, "5.2", second, "Not handed in", "", "", "", ""],
        ]
    )


def test_excel_and_csv_say_the_same(world, client_for):
    side, client = world.alpha, client_for(world.alpha.officer)

    book = load_workbook(BytesIO(export(client, side, side.round).content))
    lines = csv_rows(export(client, side, side.round, "csv"))

    rows = [[value or "" for value in row] for row in rows_of(book["Answers"])]
    assert rows == lines
    assert book["Answers"].freeze_panes == "C2"


def test_large_round_is_built_in_the_background(world, client_for, monkeypatch):
    side = world.alpha
    monkeypatch.setattr("reporting.views.exports.MOST_ROWS_AT_ONCE", 3)

    answer = export(client_for(side.officer), side, side.round)
    document = built(side, side.officer, "round-answers-excel", side.round.reference)

    assert answer.url.endswith(f"round-answers-excel/{side.round.reference}/")
    assert len(rows_of(excel_of(document)["Answers"])) == 1 + 2 * 2


def test_export_costs_the_same_for_2_and_40_agencies(world, django_assert_num_queries):
    side = world.alpha

    def read():
        return list(answer_rows(side.round, side.officer, answer_table(side.round)))

    read()  # scope is read once a request
    with django_assert_num_queries(7):
        assert len(read()) == 4
    for _ in range(38):
        agency = make.AgencyFactory(on_boards=[side.board])
        make.AgencyReturnFactory(round=side.round, agency=agency)
    with django_assert_num_queries(7):
        assert len(read()) == 80
