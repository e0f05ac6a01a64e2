"""Working-day arithmetic against worked examples and for any date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.calendar import WorkingCalendar, add_months, bank_holidays
from frameworks.vocabulary import Unit

CALENDAR = WorkingCalendar.shipped()
DAYS = st.dates(date(2019, 1, 1), date(2028, 6, 30))
COUNTS = st.integers(1, 60)


@pytest.mark.parametrize(
    ("trigger", "n", "due"),
    [
        (date(2026, 12, 18), 5, date(2026, 12, 29)),
        (date(2026, 12, 19), 5, date(2026, 12, 29)),
        (date(2026, 12, 24), 15, date(2027, 1, 19)),
        (date(2026, 3, 30), 5, date(2026, 4, 8)),
        (date(2027, 4, 7), -5, date(2027, 3, 31)),
    ],
    ids=["friday", "saturday", "rapid review", "easter", "papers"],
)
def test_worked_examples(trigger, n, due):
    assert CALENDAR.add_working_days(trigger, n) == due


@pytest.mark.parametrize(
    "day",
    [
        date(2020, 5, 8),  # moved from Monday for VE Day
        date(2022, 6, 2),  # moved for the Platinum Jubilee
        date(2022, 6, 3),
        date(2022, 9, 19),  # State Funeral
        date(2023, 5, 8),  # Coronation
        date(2026, 12, 28),  # substitute
        date(2027, 12, 27),
        date(2027, 12, 28),
    ],
)
def test_moved_extra_and_substitute_days_are_holidays(day):
    assert not CALENDAR.is_working_day(day)


@pytest.mark.parametrize("day", [date(2020, 5, 4), date(2022, 5, 30)])
def test_days_a_holiday_moved_from_are_worked(day):
    assert CALENDAR.is_working_day(day)


def test_shipped_table_covers_every_year_it_claims():
    years = [day.date.year for day in bank_holidays().holidays]
    assert {year: years.count(year) for year in sorted(set(years))} == {
        2019: 8,
        2020: 8,
        2021: 8,
        2022: 10,
        2023: 9,
        2024: 8,
        2025: 8,
        2026: 8,
        2027: 8,
        2028: 8,
    }


def test_warns_past_the_end_of_the_table():
    assert not CALENDAR.warns_past(date(2028, 12, 31))
    assert CALENDAR.warns_past(date(2029, 1, 1))


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
    ],
)
def test_months_clamp_to_month_end(start, months, due):
    assert add_months(start, months) == due


@pytest.mark.parametrize(
    ("unit", "due"),
    [
        (Unit.WORKING_DAYS, date(2026, 12, 22)),
        (Unit.DAYS, date(2026, 12, 20)),
        (Unit.WEEKS, date(2027, 1, 1)),
        (Unit.MONTHS, date(2027, 2, 18)),
        ("weeks", date(2027, 1, 1)),
    ],
)
def test_add_counts_in_its_unit(unit, due):
    assert CALENDAR.add(date(2026, 12, 18), 2, unit) == due


def test_add_refuses_an_unknown_unit():
    with pytest.raises(ValueError, match="fortnights"):
        CALENDAR.add(date(2026, 12, 18), 2, "fortnights")


def test_no_days_is_the_trigger_itself():
    assert CALENDAR.add_working_days(date(2026, 12, 19), 0) == date(2026, 12, 19)


@given(DAYS, COUNTS, st.booleans())
def test_never_lands_on_a_day_off(trigger, n, backwards):
    landed = CALENDAR.add_working_days(trigger, -n if backwards else n)
    assert CALENDAR.is_working_day(landed)


@given(DAYS, COUNTS)
def test_more_days_land_later(trigger, n):
    sooner = CALENDAR.add_working_days(trigger, n)
    assert sooner < CALENDAR.add_working_days(trigger, n + 1)


@given(DAYS, DAYS, COUNTS)
def test_a_later_trigger_never_lands_sooner(one, other, n):
    first, second = sorted((one, other))
    assert CALENDAR.add_working_days(first, n) <= CALENDAR.add_working_days(second, n)


@given(DAYS.filter(CALENDAR.is_working_day), COUNTS)
def test_counting_back_undoes_counting_on(trigger, n):
    landed = CALENDAR.add_working_days(trigger, n)
    assert CALENDAR.add_working_days(landed, -n) == trigger


@given(DAYS, COUNTS)
def test_exactly_n_working_days_pass(trigger, n):
    landed = CALENDAR.add_working_days(trigger, n)
    passed = (
        trigger + timedelta(days=i) for i in range(1, (landed - trigger).days + 1)
    )
    assert sum(map(CALENDAR.is_working_day, passed)) == n
