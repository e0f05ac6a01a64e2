"""Pages of figures and of the catalogue: what they show, to whom, at what cost."""

import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from frameworks.packs import load_pack, pack_slugs
from learning.services.loading import load
from performance.models import Indicator, IndicatorValue, Succession
from tests.days import boxes
from tests.fixtures.carrying import canary

pytestmark = pytest.mark.django_db


def url(side, name, *args):
    return reverse(f"performance:{name}", args=[side.board.slug, *args])


@pytest.mark.requirement("HAR-3")
def test_the_pack_gives_the_set_and_an_officer_keeps_it_live(world, client_for):
    for slug in pack_slugs():
        assert len(load_pack(slug).indicators.indicators) >= 12
    hartlepool = load_pack("hartlepool").indicators
    assert (len(hartlepool.indicators), len(hartlepool.areas)) == (55, 3)
    report = load(load_pack("cwm-taf-morgannwg"))
    assert report.counts()["indicators"]["add"] == 13
    again = load(load_pack("cwm-taf-morgannwg"))
    assert set(again.counts()["indicators"]) == {"leave"}
    assert Succession.objects.count() == 1

    side, client = world.alpha, client_for(world.alpha.officer)
    found = side.indicator
    page = client.get(url(side, "indicator-edit", found.key))
    form = page.context["form"]
    posted = {name: form[name].value() for name in form.fields}
    posted |= {"target": "92.5", "codes": "First name\nSecond name"}
    posted = {name: value for name, value in posted.items() if value is not None}
    sent = client.post(url(side, "indicator-edit", found.key), posted)
    assert sent.status_code == 302, sent.context["form"].errors
    found.refresh_from_db()
    assert (found.target, found.codes) == (
        Decimal("92.5"), ["First name", "Second name"],
    )  # fmt: skip
    late = client.post(url(side, "indicator-edit", found.key), posted)
    assert late.context["form"].errors  # somebody saved since it was shown


def test_a_measure_is_added_once_and_retired_with_its_reason(world, client_for):
    side, client = world.alpha, client_for(world.alpha.officer)
    area = side.indicator_area
    page = client.get(url(side, "indicator-add"))
    once = page.context["form"]["sent_once"].value()
    said = {
        "name_en": "Visits in time", "area": area.pk, "unit_en": "%", "decimals": "1",
        "polarity": "higher", "obligation": "how_well", "multiplier": "1",
        "frequency": "quarter", "year_kind": "financial", "sent_once": once,
    }  # fmt: skip
    for _twice in range(2):
        sent = client.post(url(side, "indicator-add"), said)
        assert sent.status_code == 302, sent.context["form"].errors
    made = Indicator.objects.get(name_en="Visits in time")
    wrong = client.post(url(side, "indicator-add"), said | {"tolerance": "5"})
    assert "tolerance" in wrong.context["form"].errors

    address = url(side, "indicator-retire", made.key)
    said = boxes("active_to", "2020-04-01")
    said |= {"version": made.version, "retired_because": ""}
    refused = client.post(address, said)
    assert "retired_because" in refused.context["form"].errors
    client.post(address, said | {"retired_because": "Counted elsewhere"})
    rows = client.get(url(side, "catalogue")).context["page"].object_list
    assert made not in rows
    gone = client.get(url(side, "catalogue"), {"state": "retired"})
    assert [one.key for one in gone.context["page"].object_list] == [made.key]
    assert client.post(url(side, "area-add"), {"name_en": "Adults"}).status_code == 302


@pytest.mark.requirement("HAR-4", "HAR-6")
def test_exceptions_come_first_with_each_comparator_beside(world, client_for):
    side = world.alpha
    steady = side.indicator_of("steady", target=Decimal(50))
    assert side.comparator
    for ago, value in enumerate([70, 91, 92, 93]):
        side.figure(value, ago)
        side.figure(90, ago, place=side.other_place)
        side.figure(60, ago, indicator=steady)
    held = side.indicator_of("held_back")
    side.figure(None, 0, indicator=held)
    side.figure(55, 1, indicator=held)

    page = client_for(side.member).get(url(side, "figures"))

    rows = page.context["page"].object_list
    assert [one.indicator.key for one in rows] == [
        "conferences_in_time", "held_back", "steady",
    ]  # fmt: skip
    first = rows[0]
    assert [one.rule for one in first.exceptions] == ["target", "direction"]
    assert (first.standing, first.direction) == ("red", "down")
    assert first.comparators == [{"name": "Region", "value": "90.0", "of": 1}]
    assert rows[1].said == "c"
    only = client_for(side.chair).get(url(side, "figures"), {"rule": "target"})
    assert [r.indicator.key for r in only.context["page"].object_list] == [
        first.indicator.key
    ]
    file = client_for(side.member).get(url(side, "figures"), {"as": "xlsx"})
    sheet = load_workbook(io.BytesIO(file.content)).active
    assert sheet["B2"].value == first.indicator.name
    other = client_for(side.member).get(url(side, "figures")).content.decode()
    assert canary(world.beta.board.slug, "board") not in other


@pytest.mark.requirement("HAR-4")
def test_a_measure_shows_gaps_limits_the_year_before_and_what_was_corrected(
    world, client_for
):
    side = world.alpha
    assert side.comparator
    rows = [side.figure(value, 15 - at) for at, value in enumerate(
        [88, 90, 89, 91, None, 90, 88, 92, 89, 90, 91, 88, 90, 89, 91, 40]
    )]  # fmt: skip
    old = side.figure(87, 3, superseded_at="2026-01-02T10:00Z", superseded_by=rows[12])
    side.figure(95, 0, place=side.other_place)

    page = client_for(side.lead).get(url(side, "indicator", side.indicator.key))

    history, chart = page.context["history"], page.context["chart"]
    assert len(chart.paths) == 2  # the held-back quarter is a gap
    assert [one.kind for one in chart.rules].count("limit") == 2
    assert history.signal.rule == "limit"
    newest = history.rows[0]
    assert (newest["said"], newest["year_ago"]) == ("40.0", "88.0")
    assert newest["beside"] == ["95.0"]
    assert history.rows[3]["corrected"][0]["said"] == "87.0"
    assert old.value == 87
    text = page.content.decode()
    assert "<svg" in text
    assert "40.0 until" not in text
    file = client_for(side.lead).get(
        url(side, "indicator", side.indicator.key), {"as": "csv"}
    )
    assert "95.0" in file.content.decode()


def cost(client, address):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_three_hundred_measures_cost_what_three_do(world, client_for):
    side = world.alpha
    assert side.comparator
    client = client_for(side.officer)

    def more(first, last):
        made = [
            Indicator(board=side.board, area=side.indicator_area, key=f"m{number}",
                      name_en=f"M{number}", polarity="higher", unit_en="%",
                      owner=side.agency, target=Decimal(50))
            for number in range(first, last)
        ]  # fmt: skip
        Indicator.objects.bulk_create(made)
        rows = [
            IndicatorValue(
                board=side.board, indicator=one, place=place, value=Decimal(60 - ago),
                period_start=f"20{20 + ago}-04-01", period_end=f"20{21 + ago}-03-31",
                period_kind="year", period_label=f"20{21 + ago}",
            )
            for one in made
            for place in (side.own_place, side.other_place)
            for ago in range(3)
        ]  # fmt: skip
        IndicatorValue.objects.bulk_create(rows)

    pages = ["figures", "catalogue", "places", "imports"]
    more(0, 3)
    addresses = [url(side, name) for name in pages]
    addresses.append(url(side, "indicator", "m1"))
    for address in addresses:
        client.get(address)
    few = [cost(client, address) for address in addresses]
    more(3, 300)
    many = [cost(client, address) for address in addresses]

    assert few == many
    assert max(many) <= 12, many


def test_lists_of_figures_are_indexed_for_a_million_values(db):
    names = set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes "
            "WHERE tablename = 'performance_indicatorvalue'"
        )
        names = " ".join(row[0] for row in cursor.fetchall())
    assert "(indicator_id, place_id, period_end DESC)" in names
    assert "(place_id, indicator_id, period_end DESC)" in names


def test_places_and_comparators_are_kept_by_the_officers(world, client_for):
    side, client = world.alpha, client_for(world.alpha.officer)
    assert side.own_place
    place = side.other_place
    said = {
        "name_en": "North Shire",
        "kind": "region",
        "codes": "E12\nNS",
        "aliases": "The North",
        "own": "whole",
        "version": place.version,
    }
    address = url(side, "place-edit", place.key)
    refused = client.post(address, said)
    assert "own" in refused.context["form"].errors
    assert client.post(address, said | {"own": ""}).status_code == 302
    place.refresh_from_db()
    assert (place.codes, place.aliases) == (["E12", "NS"], ["The North"])
    group = side.comparator
    said = {
        "name_en": "Region", "kind": "region", "model_year": "2025",
        "places": [place.pk], "version": group.version,
    }  # fmt: skip
    assert client.post(url(side, "comparator-edit", group.key), said).status_code == 302
    found = client.get(url(side, "places"), {"q": "north"})
    assert [one.key for one in found.context["page"].object_list] == ["northshire"]
