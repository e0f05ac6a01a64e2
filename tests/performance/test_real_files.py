"""Three published files, their figures, signs and comparators checked row by row."""

import csv
import os
import resource
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from performance.figures import SIGNS, rounded
from performance.models import IndicatorValue
from performance.services.imports import choose_meanings
from tests.performance.files import bring, csv_file, take

FOLDER = os.environ.get("LIF_LA_STATS")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FOLDER, reason="LIF_LA_STATS names no folder"),
]
ADD = {"unknown_places": "add", "unknown_measures": "add"}


def read(name):
    path = next(Path(FOLDER).rglob(name))
    with path.open(encoding="utf-8-sig", newline="") as file:
        return path, list(csv.DictReader(file))


def brought(side, path, leave_out=False, **said):
    made = bring(side, csv_file(path.read_bytes(), path.name), **said)
    assert made.state == "preview", made.found
    said = ADD | {"leave_out": leave_out}
    made = choose_meanings(data_import=made, said=said, by=side.officer)
    assert not made.counts["blocked"], made.problems
    made = take(made, side.officer)
    assert made.state == "committed"
    return made


def as_board_has_it(side):
    """(measure, place, period) -> what is kept, as printed."""
    rows = IndicatorValue.objects.current().filter(board=side.board)
    return {
        (one.indicator.codes[0], one.place.name_en, one.period_label): one
        for one in rows.select_related("indicator", "place")
    }


def same(kept, printed):
    if printed.casefold() in SIGNS:
        return (kept.value, kept.symbol) == (None, printed)
    wanted = rounded(Decimal(printed), kept.indicator.decimals)
    return kept.value == wanted


@pytest.mark.requirement("HAR-4")
@pytest.mark.parametrize("name", ["b1_children*.csv", "c1_children*.csv"])
def test_children_in_need_as_the_department_prints_them(world, name):
    side = world.alpha
    path, rows = read(name)

    made = brought(side, path)

    measures = made.settings["values"]
    kept = as_board_has_it(side)
    signs, compared = Counter(), 0
    for row in rows:
        place = row["la_name"] or row["region_name"] or row["country_name"]
        for measure in measures:
            one = kept[measure, place, row["time_period"]]
            assert same(one, row[measure]), (row, measure)
            compared += 1
            signs[one.symbol] += bool(one.missing)
    assert compared == len(rows) * len(measures) == made.counts["written"]
    assert signs["c"] and signs["x"] and signs["u"]
    england = kept[measures[0], "England", "2024"]
    assert (england.place.kind, england.period_end.isoformat()) == (
        "nation", "2024-03-31",
    )  # fmt: skip


@pytest.mark.requirement("CTM-38")
def test_a_file_of_125_460_rows_comes_in_whole_and_again_changes_nothing(world):
    side = world.alpha
    path, rows = read("DERIVED_lait*.csv")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    del rows

    made = brought(side, path, leave_out=True)

    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print("memory grown, MB:", grown // 1024)
    _path, rows = read("DERIVED_lait*.csv")
    # One measure's newest year is printed "0": no period, said so, left out.
    bad = [one for one in made.problems if one["code"] == "period"]
    assert [(one["word"], one["count"]) for one in bad] == [("0", 170)]
    assert len(rows) == 125_460
    rows = [row for row in rows if row["period"] != "0"]
    assert made.counts["written"] == len(rows)
    kept = as_board_has_it(side)
    for row in rows:
        one = kept[row["measure_short"], row["area"], row["period"]]
        assert same(one, row["value"]), row
    dashes = sum(row["value"] == "-" for row in rows)
    assert made.counts["missing"] == dashes
    again = bring(side, csv_file(path.read_bytes(), path.name))
    assert (again.counts["same"], again.counts["new"]) == (len(rows), 0)


def test_adults_outcomes_with_the_median_as_published(world):
    side = world.alpha
    path, rows = read("oflog_ASC*.csv")

    made = brought(side, path, measure="Code", beside=["MEDIAN"])

    kept = as_board_has_it(side)
    for row in rows:
        label = row["Financial year"]
        one = kept[row["Code"], row["Local authority name"], label]
        assert same(one, row["Value"]), row
        assert same(kept[row["Code"], "MEDIAN", label], row["MEDIAN"]), row
    assert made.counts["twice"]
