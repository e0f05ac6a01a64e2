"""The matrix of themes: a number and the list it opens never disagree."""

import csv
import datetime
from io import StringIO

import pytest
from django.urls import reverse

from tests import factories as make

BOARD = ["alpha"]
MATRIX = reverse("learning:theme-matrix", args=BOARD)


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def as_officer(side, client_for):
    return client_for(side.officer)


def place(side, theme, *, year=2024, agency=None, **source):
    """A theme on a finding of a source of its own."""
    source = make.LearningSourceFactory(
        board=side.board, opened_on=datetime.date(year, 5, 1), **source
    )
    finding = make.FindingFactory(source=source, agency=agency)
    return make.ThemeTagFactory(theme=theme, finding=finding, by=side.officer)


def places(side):
    """Themes over two kinds of source, two agencies and two years; one hidden."""
    assert side.theme_tag and side.open_theme_tag and side.theme_passages
    place(side, side.theme, agency=side.agency, kind="rapid_review")
    place(side, side.theme, year=2023, kind="rapid_review", strand="adult")
    place(side, side.other_theme, agency=side.other_agency, kind="complaints")
    place(side, side.other_theme, owner_agency=side.agency, kind="complaints")


def cells(page):
    """Every number of a matrix page with its link: rows and totals."""
    found = page.context["matrix"]
    for row in [*found.rows, found.totals]:
        yield from [*row.cells, row.total]


@pytest.mark.requirement("CTM-47")
@pytest.mark.parametrize("who", ["officer", "member", "restricted_member"])
@pytest.mark.parametrize("by", ["", "source", "agency", "year", "nonsense"])
def test_every_cell_opens_the_records_it_counts(side, client_for, who, by):
    places(side)
    client = client_for(getattr(side, who))
    for asked in ({}, {"strand": "adult"}, {"source": "rapid_review"}):
        page = client.get(MATRIX, {"by": by, **asked})
        found = [cell for cell in cells(page) if cell.number]
        assert found
        for cell in found:
            listed = client.get(cell.url).context["page"].paginator.count
            assert listed == cell.number, cell


@pytest.mark.requirement("CTM-47")
def test_a_restricted_groups_source_counts_for_its_members_alone(side, client_for):
    places(side)
    totals = {
        who: client_for(getattr(side, who)).get(MATRIX).context["matrix"].totals
        for who in ("officer", "member", "restricted_member")
    }
    assert {who: row.total.number for who, row in totals.items()} == {
        "officer": 7, "member": 5, "restricted_member": 6,
    }  # fmt: skip
    kinds = client_for(side.officer).get(MATRIX).context["matrix"].columns
    assert "suicide_review" not in dict(kinds)


def test_columns_are_chosen_and_the_rest_are_filters(side, as_officer):
    places(side)
    years = as_officer.get(MATRIX, {"by": "year", "source": "rapid_review"})
    columns = [name for name, _label in years.context["matrix"].columns]
    assert columns == ["2024", "2023"]
    agencies = as_officer.get(MATRIX, {"by": "agency"}).context["matrix"]
    names = [label for _name, label in agencies.columns]
    assert names == [str(side.other_agency), str(side.agency), "No single agency"]
    (row,) = [r for r in agencies.rows if r.theme == side.other_theme]
    assert [cell.number for cell in row.cells] == [1, 1, 0]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Handover", "Neglect"]),
        ({"sort": "-name"}, ["Neglect", "Handover"]),
        ({"sort": "total"}, ["Neglect", "Handover"]),
        ({"named": "handed"}, ["Handover"]),
        ({"named": "zzz"}, []),
        ({"year": "9999", "agency": "x", "source": "x"}, ["Handover", "Neglect"]),
    ],
)
def test_rows_are_narrowed_and_sorted(side, as_officer, asked, expected):
    places(side)
    rows = as_officer.get(MATRIX, asked).context["page"].object_list
    assert [str(row.theme) for row in rows] == expected


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_shown_is_exported(side, as_officer, kind):
    places(side)
    file = as_officer.get(MATRIX, {"as": kind, "by": "year"})
    seen = as_officer.get(reverse("learning:themes-seen", args=BOARD), {"as": kind})
    assert file.status_code == seen.status_code == 200
    if kind == "csv":
        rows = list(csv.reader(StringIO(file.content.decode("utf-8-sig"))))
        assert rows[0] == ["Theme", "All", "2026", "2024", "2023"]
        assert rows[1][1] == "5"
        assert len(seen.content.decode().splitlines()) == 8


def test_the_list_is_searched_and_sorted(side, as_officer):
    places(side)
    page = reverse("learning:themes-seen", args=BOARD)
    for sort in ("newest", "theme", "-source", "kind", "finding"):
        asked = {"sort": sort, "theme": side.other_theme.pk}
        assert as_officer.get(page, asked).context["page"].paginator.count == 2
    assert as_officer.get(page, {"q": "zzz"}).context["page"].paginator.count == 0


def test_pages_ask_the_same_of_3_and_of_300(
    side, as_officer, django_assert_max_num_queries
):
    pages, counts = (MATRIX, reverse("learning:themes-seen", args=BOARD)), {}
    for number in (3, 297):
        for each in range(number):
            theme = make.ThemeFactory(board=side.board)
            agency = side.agency if each % 2 else side.other_agency
            finding = make.FindingFactory(source=side.source, agency=agency)
            make.ThemeTagFactory(theme=theme, finding=finding, by=side.officer)
        for page in pages:
            as_officer.get(page)
            with django_assert_max_num_queries(12) as asked:
                as_officer.get(page)
            counts.setdefault(page, set()).add(len(asked))
    assert [len(found) for found in counts.values()] == [1, 1]
