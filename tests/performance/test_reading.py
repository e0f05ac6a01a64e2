"""What periods, signs, numbers and movements mean, as sources print them."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import timezone

from performance import spc
from performance.exceptions import direction, exceptions_of, standing
from performance.figures import read_figure, rounded
from performance.importing.matching import Measures, Places, kind_of
from performance.periods import between, read_period

PERIODS = [
    ("2016", "2015-04-01", "2016-03-31", "year", ""),
    ("2016-17", "2016-04-01", "2017-03-31", "year", ""),
    ("2016/17", "2016-04-01", "2017-03-31", "year", ""),
    ("2016–17", "2016-04-01", "2017-03-31", "year", ""),
    ("201314", "2013-04-01", "2014-03-31", "year", ""),
    ("2014-16", "2014-01-01", "2016-12-31", "pool", ""),
    ("2016-17 (OT)", "2016-04-01", "2017-03-31", "year", "outturn"),
    ("2025 (prov)", "2024-04-01", "2025-03-31", "year", "provisional"),
    ("2024 (Rev)", "2023-04-01", "2024-03-31", "year", "revised"),
    ("Q1 2024-25", "2024-04-01", "2024-06-30", "quarter", ""),
    ("2024/25 Q4", "2025-01-01", "2025-03-31", "quarter", ""),
    ("Apr-Jun 2024", "2024-04-01", "2024-06-30", "quarter", ""),
    ("March 2024", "2024-03-01", "2024-03-31", "month", ""),
    ("2024-03", "2024-03-01", "2024-03-31", "month", ""),
    ("at 31 March 2024", "2024-03-31", "2024-03-31", "day", ""),
    ("31/03/2024", "2024-03-31", "2024-03-31", "day", ""),
    ("year ending 31 March 2024", "2023-04-01", "2024-03-31", "year", ""),
]


@pytest.mark.parametrize(("label", "start", "end", "kind", "marker"), PERIODS)
def test_a_period_is_read_as_its_source_means_it(label, start, end, kind, marker):
    found = read_period(label)

    said = (str(found.start), str(found.end), found.kind, found.marker, found.label)
    assert said == (start, end, kind, marker, label)


def test_a_year_alone_means_what_the_person_says():
    ends = {
        name: str(read_period("2024", name).end)
        for name in (
            "ends_march",
            "starts_april",
            "calendar",
            "ends_august",
            "at_march",
        )
    }
    assert ends == {
        "ends_march": "2024-03-31", "starts_april": "2025-03-31",
        "calendar": "2024-12-31", "ends_august": "2024-08-31", "at_march": "2024-03-31",
    }  # fmt: skip
    assert str(read_period("2016/17", year="academic").start) == "2016-09-01"
    assert between("2024-01-01", "2024-12-31").kind == "year"
    assert [read_period(x) for x in ("soon", "99999", "31/02/2024", "0", "")] == (
        [None] * 5
    )


@pytest.mark.parametrize(
    "sign", ["c", "k", "x", "z", "u", "-", ":", "*", "**", "..", ""]
)
def test_a_sign_for_no_figure_is_kept_and_is_never_nought(sign):
    found = read_figure(f" {sign} ")

    assert (found.value, found.symbol) == (None, sign)
    assert found.missing


def test_numbers_lose_their_binary_tails_and_nothing_else():
    said = {
        "145.19999999999999": "145.2", "0": "0", "1,234": "1234", "12.5%": "12.5",
        "-0.333": "-0.333", "0.12499999999999999": "0.13", "£3": "3",
    }  # fmt: skip
    for printed, wanted in said.items():
        decimals = 2 if printed.startswith("0.1") else 3
        value = rounded(read_figure(printed).value, decimals)
        assert value.normalize() == Decimal(wanted).normalize()
    odd = ("#DIV/0!", "--", "1e400", "٣", "12 34 x", "9" * 50)
    assert [read_figure(one) for one in odd] == [None] * 6


def place(pk, name, codes=(), aliases=()):
    return SimpleNamespace(
        pk=pk, name_en=name, name_cy="", codes=list(codes), aliases=list(aliases)
    )


def test_places_that_merged_stay_apart_from_what_they_became():
    known = Places([
        place(1, "Cumbria", ["E10000006"]),
        place(2, "Cumberland", ["E06000063"]),
        place(3, "Westmorland and Furness", ["E06000064"]),
        place(4, "Bournemouth (Pre LG)", ["837"]),
        place(5, "Bournemouth, Christchurch & Poole", ["839"]),
    ])  # fmt: skip

    assert known.find("Cumbria", "") == 1
    assert known.find("Westmorland & Furness", "") == 3
    assert known.find("", "837.0") == 4
    assert known.find("Bournemouth (pre LG)", "") == 4
    assert known.find("Bournemouth Christchurch and Poole", "") == 5
    assert known.find("Bournemouth", "") is None
    kinds = [kind_of(*one) for one in (("England", ""), ("", "E12000001"))]
    assert kinds == ["nation", "region"]
    measure = SimpleNamespace(
        pk=9, key="re_referrals", name_en="Again", name_cy="", codes=["Re_referrals"]
    )
    assert Measures([measure]).find("re_referrals") == 9


def figures(*values):
    return [Decimal(value) if value is not None else None for value in values]


@pytest.mark.requirement("HAR-6")
def test_control_limits_need_a_dozen_points_and_name_the_rule_that_fired():
    steady = figures(*[50, 52] * 6)
    assert spc.limits_of(steady[:11]) is None
    assert spc.signal_of(steady) is None

    out = spc.signal_of([*steady, Decimal(90)])
    side = spc.signal_of(figures(*[50, 40] * 6, 49, 48, 49, 48, 49, 48, 49))
    trend = spc.signal_of(figures(*[50, 60] * 8, 50, 51, 52, 53, 54, 55, 56))

    assert (out.rule, side.rule) == (spc.LIMIT, spc.SIDE)
    assert trend.rule in {spc.TREND, spc.SIDE}
    limits = spc.limits_of(steady)
    moving = Decimal(2)
    assert limits.high == sum(steady) / 12 + Decimal("2.66") * moving
    gaps = spc.limits_of([*steady[:6], None, *steady[6:]])
    assert gaps.mean == limits.mean  # a gap is no nought


def measure(**values):
    said = {
        "polarity": "higher", "target": Decimal(90), "tolerance": Decimal(5),
        "minimum_change": Decimal(3), "comparator_gap": Decimal(8), "decimals": 1,
        "frequency": "quarter",
    }  # fmt: skip
    return SimpleNamespace(**said | values)


@pytest.mark.requirement("HAR-6")
def test_exceptions_follow_target_polarity_direction_and_comparators():
    high, low = measure(), measure(polarity="lower")
    neither = measure(polarity="neither")
    value = Decimal

    assert [standing(high, value(n)) for n in (90, 86, 84)] == ["green", "amber", "red"]
    assert [standing(low, value(n)) for n in (90, 94, 99)] == ["green", "amber", "red"]
    assert (standing(neither, value(1)), standing(high, None)) == ("none", "none")
    assert direction(high, figures(80, 82)) == "same"
    assert direction(high, figures(80, 70)) == "down"

    end = timezone.localdate()
    rows = [
        SimpleNamespace(value=one, period_end=end, missing="", period_label="Q1")
        for one in figures(90, 80)
    ]
    fired = exceptions_of(high, rows, [("Region", value(95))], end)
    assert [one.rule for one in fired] == ["target", "comparator", "direction"]
    late = exceptions_of(high, [], [], end)
    assert [one.rule for one in late] == ["missing"]
