"""The trend of one wording as a drawing; the table beside it says the same."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from voices.survey_table import Asked, Line

LEFT, TOP, HEIGHT, STEP, RIGHT = 44, 12, 160, 110, 200
LOOKS = [  # colour, dashes, shape of the point: never colour alone
    ("#1d3b53", "", "circle"), ("#b81f23", "6 4", "square"),
    ("#0f6b45", "2 3", "triangle"), ("#7a3d99", "10 4", "diamond"),
]  # fmt: skip


@dataclass(frozen=True)
class Point:
    """One shown result."""

    x: int
    y: float
    words: str
    shape: str

    @property
    def path(self) -> str:
        """The shape around the point, as an SVG path."""
        x, y = self.x, self.y
        return {
            "square": f"M{x - 5} {y - 5}h10v10h-10z",
            "triangle": f"M{x} {y - 6}l6 11h-12z",
            "diamond": f"M{x} {y - 7}l7 7l-7 7l-7 -7z",
        }.get(self.shape, f"M{x - 5} {y}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z")


@dataclass(frozen=True)
class Series:
    """One group: stretches of years that follow one another, gaps left open."""

    name: str
    colour: str
    dashes: str
    points: list[Point]
    stretches: list[str]
    key_y: int

    @property
    def key(self) -> Point:
        shape = self.points[0].shape if self.points else "circle"
        return Point(LEFT, self.key_y, "", shape)


@dataclass(frozen=True)
class Trend:
    """A chart of at least two years."""

    title: str
    years: list[tuple[int, str]]
    series: list[Series]

    left, top, height = LEFT, TOP, HEIGHT

    @property
    def width(self) -> int:
        return LEFT + STEP * max(len(self.years) - 1, 1) + 60

    @property
    def bottom(self) -> int:
        return TOP + HEIGHT

    @property
    def full_height(self) -> int:
        return self.bottom + 36 + 20 * len(self.series)

    @property
    def marks(self) -> list[tuple[float, str]]:
        return [(_y(value), f"{value}%") for value in (0, 25, 50, 75, 100)]

    @property
    def description(self) -> str:
        said = [
            f"{one.name}: {', '.join(point.words for point in one.points)}"
            for one in self.series
        ]
        return ". ".join([self.title, *said])


def _y(percent) -> float:
    return round(TOP + HEIGHT * (100 - percent) / 100, 1)


def trend(asked: Asked, years: list[str]) -> Trend | None:
    """The chart of one wording; None where there is no second year to compare."""
    drawn = [line for line in asked.lines if any(cell.is_shown for cell in line.cells)]
    shown = {c.year for line in drawn for c in line.cells if c.is_shown}
    if len(shown) < 2:
        return None
    places = [year for year in years if min(shown) <= year <= max(shown)]
    series = [_series(line, places, at) for at, line in enumerate(drawn[: len(LOOKS)])]
    named = [(LEFT + STEP * at, year) for at, year in enumerate(places)]
    return Trend(str(asked.wording), named, series)


def _series(line: Line, places, at) -> Series:
    colour, dashes, shape = LOOKS[at]
    points, stretches, run = [], [], []
    for cell in line.cells:
        if cell.is_shown and cell.year in places:
            x = LEFT + STEP * places.index(cell.year)
            words = _("%(percent)s%% in %(year)s") % {
                "percent": cell.percent, "year": cell.year,
            }  # fmt: skip
            points.append(Point(x, _y(cell.percent), words, shape))
            run.append(f"{x},{points[-1].y}")
        else:
            stretches.append(run)
            run = []
    lines = [" ".join(one) for one in [*stretches, run] if len(one) > 1]
    key_y = TOP + HEIGHT + 36 + 20 * at
    return Series(line.name, colour, dashes, points, lines, key_y)
