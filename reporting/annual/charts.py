"""A chart of an annual report: bars of one series, drawn on the server."""

import re
from dataclasses import dataclass
from textwrap import shorten

from django.utils.translation import gettext as _

from reporting.annual.document import Chart

WIDTH, LABELS, NUMBERS = 640, 210, 60
BAR, GAP, MARGIN = 20, 8, 6
LETTERS = 34
NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Bar:
    """One bar: where it stands and what is written beside it."""

    label: str
    said: str
    y: int
    base: int
    width: float
    end: float


@dataclass(frozen=True)
class Drawing:
    """Everything the drawing needs, sizes in SVG units."""

    title: str
    description: str
    bars: list[Bar]
    width: int
    height: int
    bar_height: int = BAR
    labels: int = LABELS


def drawing_of(chart: Chart) -> Drawing | None:
    """The bars of its table's second column; None where that holds no numbers."""
    values = [_number(row[1]) if len(row) > 1 else None for row in chart.table.rows]
    if not values or None in values or min(values) < 0:
        return None
    most = max(values) or 1
    room = WIDTH - LABELS - NUMBERS
    bars = [
        _bar(row, number, room * value / most)
        for number, (row, value) in enumerate(
            zip(chart.table.rows, values, strict=True)
        )
    ]
    height = 2 * MARGIN + len(bars) * (BAR + GAP) - GAP
    return Drawing(chart.caption, described(chart), bars, WIDTH, height)


def described(chart: Chart) -> str:
    """What the bars say, in words."""
    pairs = [f"{row[0]}: {row[1]}" for row in chart.table.rows if len(row) > 1]
    return _("Bar chart. %s") % "; ".join(pairs)


def _bar(row, number, width) -> Bar:
    y = MARGIN + number * (BAR + GAP)
    label = shorten(row[0], LETTERS, placeholder="…")
    return Bar(label, row[1], y, y + BAR - 6, round(width, 1), LABELS + width + 6)


def _number(text: str) -> float | None:
    match = NUMBER.match(text.strip())
    return float(match[0].replace(",", "")) if match else None
