"""Sixteen quarters of made-up figures for every measure, beside its comparators."""

import datetime
import random
from decimal import Decimal

from django.utils import timezone

from performance.models import ComparatorGroup, Indicator, IndicatorValue, Place

QUARTERS = 16
# How far each kind of comparator lies from the board's own level.
DRIFT = {"nation": 0.97, "region": 1.04}
STORIES = ("steady", "better", "worse", "steady", "late", "jump", "held_back", "steady")


def seed_figures(board, people) -> None:
    """Own figures with some exceptions, some held back, some late; comparators too."""
    own = Place.objects.filter(board=board, own="whole").first()
    if own is None:
        return
    chance = random.Random(board.slug)  # noqa: S311 - a demo, the same each time
    beside = Place.objects.filter(board=board, in_groups__in=_groups(board)).distinct()
    rows = []
    for number, indicator in enumerate(Indicator.objects.filter(board=board)):
        story = STORIES[number % len(STORIES)]
        level = _level(indicator, chance)
        rows += list(_own(indicator, own, level, story, chance))
        for place in beside:
            near = DRIFT.get(place.kind, chance.uniform(0.9, 1.1))
            rows += list(_theirs(indicator, place, level * near, chance))
    # Figures keep no history: a correction is a row of its own.
    IndicatorValue.objects.bulk_create(rows, batch_size=2000)


def _groups(board):
    return ComparatorGroup.objects.filter(board=board)


def _level(indicator, chance) -> float:
    if indicator.target is not None:
        return float(indicator.target) * chance.uniform(0.97, 1.03)
    if indicator.unit_en == "%":
        return chance.uniform(15, 70)
    if indicator.multiplier >= 10_000:
        return chance.uniform(40, 420)
    return chance.uniform(20, 160)


def _own(indicator, place, level, story, chance):
    bad = {"higher": -1, "lower": 1}.get(indicator.polarity, 1)
    for ago in range(QUARTERS - 1, -1, -1):
        if story == "late" and ago < 2:
            continue
        age = QUARTERS - 1 - ago
        move = {"better": -bad * age * 0.004, "worse": bad * age * 0.004}.get(story, 0)
        if story == "jump" and ago == 0:
            move = bad * 0.3
        value = level * (1 + move + chance.gauss(0, 0.025))
        held = story == "held_back" and ago in {0, 5}
        yield _row(indicator, place, ago, None if held else value)


def _theirs(indicator, place, level, chance):
    for ago in range(QUARTERS - 1, -1, -1):
        yield _row(indicator, place, ago, level * (1 + chance.gauss(0, 0.02)))


def _row(indicator, place, ago, value) -> IndicatorValue:
    start, end, label = quarter_before(timezone.localdate(), ago)
    most = 100 if indicator.unit_en == "%" else 10**9
    number = None
    if value is not None:
        places = Decimal(1).scaleb(-indicator.decimals)
        number = Decimal(str(min(max(value, 0), most))).quantize(places)
    return IndicatorValue(
        board_id=indicator.board_id, indicator=indicator, place=place,
        period_start=start, period_end=end, period_kind="quarter", period_label=label,
        value=number, missing="" if number is not None else "confidential",
        symbol="" if number is not None else "c",
        marker="provisional" if ago == 0 else "",
    )  # fmt: skip


def quarter_before(day, ago: int):
    """First day, last day, label of a complete quarter; 0 is the newest one."""
    months = day.year * 12 + (day.month - 1) // 3 * 3 - 3 * (ago + 1)
    start = datetime.date(months // 12, months % 12 + 1, 1)
    after = months + 3
    end = datetime.date(after // 12, after % 12 + 1, 1) - datetime.timedelta(1)
    first = start.year if start.month > 3 else start.year - 1
    number = (start.month - 4) // 3 % 4 + 1
    return start, end, f"Q{number} {first}-{(first + 1) % 100:02}"
