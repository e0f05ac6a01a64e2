"""Files of figures with every oddity: previewed, counted, brought in whole or not."""

import os
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from performance.models import DataImport, Indicator, IndicatorValue, Place, StagedValue
from performance.services import imports
from tests.performance.files import bring, csv_file, take, work, workbook_file

pytestmark = pytest.mark.django_db
ODD = os.environ.get("LIF_ODD_INPUT")
LONG = """area,area_code,period,measure,value
Alpha Town,,2023,conferences_in_time,81.19999999999999
Alpha Town,,2024,conferences_in_time,c
Northshire,E12000099,2024,conferences_in_time,79
Northshire,E12000099,2024,conferences_in_time,79
Nowhere,,2024,conferences_in_time,70
Alpha Town,,2024,something_else,5
"""


def ready(side):
    assert side.own_place and side.other_place and side.indicator
    return side


def values(side):
    rows = IndicatorValue.objects.current().filter(board=side.board)
    return [
        (one.place.key, one.period_label, one.value, one.symbol)
        for one in rows.select_related("place").order_by("place__key", "period_end")
    ]


@pytest.mark.requirement("CTM-38")
def test_a_dry_run_counts_and_a_correction_keeps_the_old_figure(world):
    side = ready(world.alpha)

    first = bring(side, csv_file(LONG))

    assert IndicatorValue.objects.count() == 0
    counts = first.counts
    assert (counts["new"], counts["missing"], counts["twice"]) == (3, 1, 1)
    codes = {(one["code"], one["word"]) for one in first.problems}
    assert {("place", "Nowhere"), ("measure", "something_else")} <= codes
    done = take(first, side.officer)
    assert (done.state, done.counts["written"]) == ("committed", 3)
    assert values(side) == [
        ("alpha_own", "2023", Decimal("81.2"), ""),
        ("alpha_own", "2024", None, "c"),
        ("northshire", "2024", Decimal(79), ""),
    ]
    assert StagedValue.objects.count() == 0

    again = take_nothing(side)
    assert (again["same"], again["new"], again["revised"]) == (3, 0, 0)

    corrected = bring(side, csv_file(LONG.replace("81.19999999999999", "83.4")))
    assert corrected.counts["revised"] == 1
    take(corrected, side.officer)
    old, new = IndicatorValue.objects.filter(
        place=side.own_place, period_label="2023"
    ).order_by("pk")
    assert (old.value, old.superseded_by, new.value) == (
        Decimal("81.2"), new, Decimal("83.4"),
    )  # fmt: skip


def take_nothing(side):
    made = bring(side, csv_file(LONG))
    imports.discard(data_import=made, by=side.officer)
    assert StagedValue.objects.count() == 0
    return made.counts


def test_what_is_unreadable_or_in_conflict_holds_the_whole_file(world):
    side = ready(world.alpha)
    text = LONG + (
        "Alpha Town,,sometime,conferences_in_time,1\n"
        "Alpha Town,,2022,conferences_in_time,#DIV/0!\n"
        "Alpha Town,,2023,conferences_in_time,55\n"
    )

    made = bring(side, csv_file(text))

    found = {one["code"]: one["where"] for one in made.problems}
    assert found["period"] == ["C8"]
    assert found["value"] == ["E9"]
    assert found["conflict"] == ["2, 10"]
    with pytest.raises(ValidationError):
        imports.begin_commit(data_import=made, by=side.officer)
    said = {"leave_out": True}
    made = imports.choose_meanings(data_import=made, said=said, by=side.officer)
    assert made.counts["blocked"]  # two figures for one place and year stay an error
    assert IndicatorValue.objects.count() == 0


def test_wide_workbooks_periods_across_and_what_they_hide(world):
    side = ready(world.alpha)
    assert side.other_indicator
    wide = workbook_file(
        [
            ["Title of the table"],
            ["Area", "Year", "conferences_in_time", "missing_episodes"],
            ["Alpha Town", "2023-24", 81.25, "*"],
            ["Alpha Town", "2024-25", "=1+1", 12],
        ],
        hidden=["Notes"],
    )

    made = bring(side, wide)

    assert made.settings["header_row"] == 2
    assert made.settings["values"] == ["conferences_in_time", "missing_episodes"]
    codes = {one["code"] for one in made.problems}
    assert {"hidden_sheet", "formulas"} <= codes
    assert (made.counts["all"], made.counts["missing"]) == (4, 2)
    take(made, side.officer)
    across = workbook_file(
        [["Measure", "Area", "Q1 2024-25", "Q2 2024-25"],
         ["conferences_in_time", "Northshire", 70, 71]]
    )  # fmt: skip
    made = bring(side, across, measure="Measure", place=["Area"])
    take(made, side.officer)
    kept = [one[:3] for one in values(side)]
    assert ("alpha_own", "2023-24", Decimal("81.3")) in kept
    assert ("northshire", "Q2 2024-25", Decimal(71)) in kept


def test_unknown_places_and_measures_are_added_only_when_asked(world):
    side = ready(world.alpha)
    made = bring(side, csv_file(LONG))
    said = {
        "unknown_places": "add", "chosen": {"something_else": side.indicator.pk},
    }  # fmt: skip

    made = imports.choose_meanings(data_import=made, said=said, by=side.officer)
    assert "conflict" in {one["code"] for one in made.problems}
    said["chosen"] = {"something_else": "new"}
    made = imports.choose_meanings(data_import=made, said=said, by=side.officer)
    take(made, side.officer)

    assert Place.objects.get(name_en="Nowhere").board == side.board
    assert Indicator.objects.get(name_en="something_else").codes == ["something_else"]


@pytest.mark.requirement("CTM-38")
def test_an_agency_brings_in_its_own_measures_and_no_others(world, client_for):
    side = ready(world.alpha)
    assert side.other_indicator
    text = (
        "period,measure,value\nQ1 2025-26,conferences_in_time,88\n"
        "Q1 2025-26,missing_episodes,4\n"
    )
    client = client_for(side.lead)
    address = reverse("performance:import-add", args=[side.board.slug])

    sent = client.post(address, {"file": csv_file(text), "agency": side.agency.pk})

    made = DataImport.objects.get()
    assert sent.url == reverse(
        "performance:import-columns", args=[side.board.slug, made.pk]
    )
    form = client.get(sent.url).context["form"]
    posted = {name: form[name].value() or "" for name in form.fields}
    posted |= {"source": "Our own count", "year": "2026"}
    assert client.post(sent.url, posted).status_code == 302
    page = client.get(made.get_absolute_url())
    assert page.context["found"].counts["all"] == 1
    assert client.post(
        reverse("performance:import-commit", args=[side.board.slug, made.pk])
    ).status_code == 302  # fmt: skip
    made.refresh_from_db()
    assert work(made).state == "committed"
    assert [one[:3] for one in values(side)] == [
        ("alpha_own", "Q1 2025-26", Decimal(88))
    ]
    mapping = made.mapping or DataImport.objects.get().mapping
    assert (mapping.source, mapping.year, mapping.agency) == (
        "Our own count", "2026", side.agency,
    )  # fmt: skip
    next_time = imports.bring(
        board=side.board, agency=side.agency, by=side.lead, mapping=mapping,
        file=csv_file(text.replace("Q1", "Q2")),
    )  # fmt: skip
    assert (next_time.state, next_time.counts["new"]) == ("preview", 1)


def test_a_commit_that_was_given_up_is_tried_again_or_thrown_away(world, client_for):
    side = ready(world.alpha)
    made = bring(side, csv_file(LONG))
    waits = imports.begin_commit(data_import=made, by=side.officer)
    waits.job.state = "failed"
    waits.job.save()
    client = client_for(side.officer)
    page = client.get(waits.get_absolute_url()).content.decode()
    assert "Try again" in page
    name = "performance:import-commit"
    client.post(reverse(name, args=[side.board.slug, made.pk]))
    made.refresh_from_db()
    assert work(made).state == "committed"
    assert IndicatorValue.objects.count() == 3


@pytest.mark.skipif(not ODD, reason="LIF_ODD_INPUT names no folder")
def test_hostile_files_are_refused_in_words_or_wait_for_their_columns(
    world, client_for
):
    side = ready(world.alpha)
    client = client_for(side.officer)
    address = reverse("performance:import-add", args=[side.board.slug])
    for path in sorted(one for one in Path(ODD).rglob("*") if one.is_file()):
        sent = client.post(address, {"file": csv_file(path.read_bytes(), path.name)})
        if sent.status_code == 200:
            assert sent.context["form"].errors["file"], path.name
            continue
        made = DataImport.objects.order_by("pk").last()
        if made.state == "refused":
            assert made.found["refused"], path.name
            continue
        _read_as_guessed(client, made, path)
    assert IndicatorValue.objects.count() == 0


def _read_as_guessed(client, made, path):
    """Read it as guessed: a page in words, never a fault, and nothing written."""
    name = "performance:import-columns"
    address = reverse(name, args=[made.board.slug, made.pk])
    page = client.get(address)
    assert page.status_code == 200, path.name
    form = page.context["form"]
    posted = {one: form[one].value() or "" for one in form.fields}
    assert client.post(address, posted).status_code in (200, 302), path.name
    page = client.get(made.get_absolute_url())
    assert page.status_code == 200, path.name
    assert client.get(
        reverse("performance:import-sheet", args=[made.board.slug, made.pk])
    ).status_code == 200  # fmt: skip
