"""Statistical process control of single figures (XmR), and which rule fired.

Limits are the mean and 2.66 times the mean moving range; they need a dozen points,
three years of quarters, and are not drawn below that.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

ENOUGH = 12  # points
WIDTH = Decimal("2.66")
RUN = 7  # points in a row on one side, or all rising or falling
LIMIT, SIDE, TREND, NEAR = "limit", "side", "trend", "near"


@dataclass(frozen=True)
class Limits:
    """The mean of the figures and how far ordinary ones lie from it."""

    mean: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Signal:
    """A rule that fired on the newest point, and the points it spans."""

    rule: str
    points: int

    @property
    def words(self) -> str:
        return {
            LIMIT: _("outside the limits within which it usually moves"),
            SIDE: _("%s in a row on one side of the mean") % self.points,
            TREND: _("%s in a row all rising or all falling") % self.points,
            NEAR: _("two of the last three close to a limit"),
        }[self.rule]


def limits_of(values: list) -> Limits | None:
    """Limits of the figures there are; None where they are too few.

    Gaps are left out, never counted as nought; a range is between neighbours only.
    """
    numbers = [value for value in values if value is not None]
    if len(numbers) < ENOUGH:
        return None
    moves = [
        abs(after - before)
        for before, after in zip(values, values[1:], strict=False)
        if before is not None and after is not None
    ]
    if not moves:
        return None
    mean = sum(numbers) / len(numbers)
    reach = WIDTH * sum(moves) / len(moves)
    return Limits(mean, mean - reach, mean + reach)


def signal_of(values: list) -> Signal | None:
    """The first rule the newest figure breaks; None without one or with few points."""
    limits = limits_of(values)
    if limits is None or values[-1] is None:
        return None
    numbers = [value for value in values if value is not None]
    newest = numbers[-1]
    if not limits.low <= newest <= limits.high:
        return Signal(LIMIT, 1)
    if (same := _on_one_side(numbers, limits.mean)) >= RUN:
        return Signal(SIDE, same)
    if (steps := _one_way(numbers)) >= RUN:
        return Signal(TREND, steps)
    return Signal(NEAR, 3) if _near_a_limit(numbers[-3:], limits) else None


def _on_one_side(numbers, mean) -> int:
    above = numbers[-1] > mean
    if numbers[-1] == mean:
        return 0
    count = 0
    for number in reversed(numbers):
        if number == mean or (number > mean) is not above:
            break
        count += 1
    return count


def _one_way(numbers) -> int:
    """How many of the last figures rose, or fell, each on the one before."""
    count, way = 1, 0
    for before, after in zip(numbers[-2::-1], numbers[:0:-1], strict=False):
        step = (after > before) - (after < before)
        if not step or (way and step != way):
            break
        way, count = step, count + 1
    return count if way else 0


def _near_a_limit(last, limits) -> bool:
    third = (limits.high - limits.mean) * 2 / 3
    if not third:
        return False
    high = sum(number > limits.mean + third for number in last)
    low = sum(number < limits.mean - third for number in last)
    return max(high, low) >= 2
