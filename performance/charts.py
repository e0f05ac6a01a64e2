"""Geometry of the chart of one measure. The template draws; a table says the same."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from performance.exceptions import said
from performance.spc import limits_of

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 260, 62, 14, 14, 40
LABELS = 8  # periods named below the line


@dataclass(frozen=True)
class Point:
    """One figure where it stands."""

    x: float
    y: float
    label: str
    words: str


@dataclass(frozen=True)
class Rule:
    """A level line with its name."""

    y: float
    words: str
    kind: str

    @property
    def text_y(self) -> float:
        return self.y - 4


@dataclass(frozen=True)
class Chart:
    """Everything the drawing needs, sizes in SVG units."""

    title: str
    description: str
    paths: list[str]
    points: list[Point]
    rules: list[Rule]
    ticks: list[Rule]
    labels: list[Point]

    width, height, left, right = WIDTH, HEIGHT, LEFT, WIDTH - RIGHT
    base, foot = HEIGHT - BOTTOM, HEIGHT - BOTTOM + 18


def chart_of(indicator, figures: list, title: str) -> Chart | None:
    """A run chart: gaps where there is no number; limits where there are enough."""
    values = [one.value for one in figures]
    numbers = [value for value in values if value is not None]
    if not numbers:
        return None
    rules = _levels(indicator, values)
    scale = _Scale([*numbers, *(level for level, _w, _k in rules)])
    step = (WIDTH - LEFT - RIGHT) / max(len(figures) - 1, 1)
    points = [
        Point(round(LEFT + step * at, 1), scale.y(one.value), one.period_label,
              f"{one.period_label}: {said(indicator, one.value)}")
        if one.value is not None else None
        for at, one in enumerate(figures)
    ]  # fmt: skip
    every = max(1, -(-len(figures) // LABELS))
    labels = [
        Point(round(LEFT + step * at, 1), 0, one.period_label, "")
        for at, one in enumerate(figures)
        if at % every == 0
    ]
    return Chart(
        title,
        _described(indicator, figures),
        list(_paths(points)),
        [point for point in points if point],
        [Rule(scale.y(level), words, kind) for level, words, kind in rules],
        [Rule(scale.y(level), said(indicator, level), "") for level in scale.ticks()],
        labels,
    )


def _levels(indicator, values) -> list[tuple]:
    found = []
    if limits := limits_of(values):
        found += [
            (limits.mean, _("Mean"), "mean"),
            (limits.high, _("Upper limit"), "limit"),
        ]
        if limits.low > 0 or min(v for v in values if v is not None) < 0:
            found.append((limits.low, _("Lower limit"), "limit"))
    if indicator.target is not None:
        found.append((indicator.target, _("Target"), "target"))
    return found


class _Scale:
    """From figures to heights; begins at nought unless that would flatten the line."""

    def __init__(self, numbers):
        low, high = min(numbers), max(numbers)
        self.low = Decimal(0) if 0 <= low <= (high - low) * 2 else low
        room = (high - self.low) or Decimal(1)
        self.high = high + room / 20
        if self.low:
            self.low -= room / 20

    def y(self, value) -> float:
        part = (Decimal(value) - self.low) / (self.high - self.low)
        return round(float(HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM)), 1)

    def ticks(self) -> list[Decimal]:
        return [self.low + (self.high - self.low) * part / 4 for part in range(5)]


def _paths(points):
    """One line for each stretch without a gap."""
    line = []
    for point in [*points, None]:
        if point:
            line.append(f"{point.x},{point.y}")
        elif line:
            yield " ".join(line)
            line = []


def _described(indicator, figures) -> str:
    parts = [f"{one.period_label}: {said(indicator, one.value)}" for one in figures]
    return _("Line chart. %s") % "; ".join(parts)
