"""Limits of the boards' packs, counted by the calendar, and in force by date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.calendar import WorkingCalendar
from frameworks.packs import all_packs, load_pack
from frameworks.vocabulary import Unit

CALENDAR = WorkingCalendar.shipped()
LIMITS = list({limit.key: limit for p in all_packs() for limit in p.limits}.values())
DATED = [row for p in all_packs() for row in (*p.review_types, *p.rule_sets, *p.limits)]
DAYS = st.dates(date(2019, 6, 1), date(2027, 6, 30))
ANY_DAY = st.dates(date(2000, 1, 1), date(2040, 12, 31))


def due(slug, key, trigger):
    (limit,) = [limit for limit in load_pack(slug).limits if limit.key == key]
    return CALENDAR.add(trigger, limit.count, limit.unit)


@pytest.mark.parametrize(
    ("key", "trigger", "expected"),
    [
        ("notify_panel", date(2026, 12, 18), date(2026, 12, 29)),
        ("notify_panel", date(2026, 12, 19), date(2026, 12, 29)),
        ("notify_panel", date(2026, 3, 30), date(2026, 4, 8)),
        ("rapid_review", date(2026, 12, 24), date(2027, 1, 19)),
        ("practice_review_published", date(2026, 8, 31), date(2027, 2, 28)),
        ("report_to_panel", date(2027, 4, 7), date(2027, 3, 25)),
    ],
    ids=["friday", "saturday", "easter", "christmas", "month end", "before"],
)
def test_worked_examples_of_english_limits(key, trigger, expected):
    assert due("somerset", key, trigger) == expected


def test_a_copy_goes_to_the_welsh_government_fourteen_days_ahead():
    published = date(2026, 7, 20)
    assert due("cwm-taf-morgannwg", "advance_copy", published) == date(2026, 7, 6)


@given(st.sampled_from(LIMITS), DAYS)
def test_a_limit_falls_on_the_side_its_count_says(limit, trigger):
    day = CALENDAR.add(trigger, limit.count, limit.unit)
    assert (day > trigger) == (limit.count > 0) and day != trigger


@given(st.sampled_from(LIMITS), DAYS)
def test_a_limit_in_working_days_falls_on_one(limit, trigger):
    if limit.unit == Unit.WORKING_DAYS:
        day = CALENDAR.add(trigger, limit.count, limit.unit)
        assert CALENDAR.is_working_day(day)


@given(st.sampled_from(LIMITS), DAYS, st.integers(0, 30))
def test_a_later_start_is_never_due_sooner(limit, trigger, later):
    after = trigger + timedelta(days=later)
    first = CALENDAR.add(trigger, limit.count, limit.unit)
    assert first <= CALENDAR.add(after, limit.count, limit.unit)


@given(st.sampled_from(DATED), ANY_DAY)
def test_in_force_from_the_first_to_the_last_day(row, day):
    begun = row.valid_from is None or day >= row.valid_from
    ended = row.valid_to is not None and day > row.valid_to
    assert row.in_force(day) == (begun and not ended)


@given(st.sampled_from(all_packs()), ANY_DAY)
def test_at_most_one_rule_set_of_a_type_is_in_force(pack, day):
    for kind in pack.review_types:
        sets = [rules for rules in pack.rule_sets if rules.key in kind.rule_sets]
        in_force = [rules for rules in sets if rules.in_force(day)]
        assert len(in_force) <= 1
        assert pack.rules_of(kind, day) == (in_force[0] if in_force else None)


@pytest.mark.requirement("SOM-9")
def test_the_duty_to_notify_begins_on_29_june_2018():
    pack = load_pack("somerset")
    rapid = pack.review_type("rapid_review")
    before, first = date(2018, 6, 28), date(2018, 6, 29)
    assert pack.limits_of(rapid, before) == []
    assert pack.rules_of(rapid, before) is None
    clocks = [(row.after, row.until) for row in pack.limits_of(rapid, first)]
    assert clocks[:2] == [("aware", "notified"), ("notified", "rapid_review_sent")]
