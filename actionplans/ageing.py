"""Counts of the composite plan, and how long open actions wait, as a picture."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from actionplans.choices import OPEN_STATUSES, SETTLED_STATUSES
from actionplans.due import Age
from actionplans.levels import LEVELS, StatusLevel

LEFT, WIDTH, LINE, BAR = 190, 560, 30, 20
LETTER = 7  # how wide a letter of a label is
# Attributes of the picture: a page's policy allows no inline style.
COLOURS = {
    "red": ("#b81f23", "#ffffff"),
    "amber": ("#ffb54a", "#0b0c0c"),
    "green": ("#0f6b45", "#ffffff"),
    "grey": ("#cfd6da", "#0b0c0c"),
}


@dataclass(frozen=True)
class Tally:
    """How many actions there are of each status and age."""

    counted: list[tuple[str, str, int]]

    @property
    def total(self) -> int:
        return sum(count for *_rest, count in self.counted)

    @property
    def settled(self) -> int:
        return sum(self.of(status=key) for key in SETTLED_STATUSES)

    def of(self, *, status: str = "", age: str = "") -> int:
        """How many there are of a status, an age, or both."""
        return sum(
            count
            for one, step, count in self.counted
            if status in ("", one) and age in ("", step)
        )

    @property
    def statuses(self) -> list[tuple[StatusLevel, int]]:
        """Each status with its count, most pressing first; empty ones left out."""
        found = [(level, self.of(status=key)) for key, level in LEVELS.items()]
        return [(level, count) for level, count in found if count]


@dataclass(frozen=True)
class Piece:
    """A part of a bar: so many actions of one status."""

    level: StatusLevel
    count: int
    x: float
    width: float

    @property
    def fill(self) -> str:
        return COLOURS[self.level.colour][0]

    @property
    def ink(self) -> str:
        return COLOURS[self.level.colour][1]

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def label(self) -> str:
        """As much as there is room for."""
        words = f"{self.level.letter} {self.count}"
        if self.width >= LETTER * (len(words) + 1):
            return words
        short = str(self.count)
        return short if self.width >= LETTER * len(short) + 2 else ""


@dataclass(frozen=True)
class Bar:
    """One age."""

    age: Age
    y: int
    total: int
    pieces: list[Piece] = field(default_factory=list)

    @property
    def base(self) -> int:
        return self.y + BAR - 5

    @property
    def end(self) -> float:
        last = self.pieces[-1] if self.pieces else None
        return (last.x + last.width if last else LEFT) + 6


@dataclass(frozen=True)
class Ageing:
    """Bars of open actions, longest late first, and the table beside them."""

    tally: Tally
    steps: list[Age]

    width = LEFT + WIDTH + 60
    bar_height = BAR

    @property
    def height(self) -> int:
        return len(self.steps) * LINE

    @property
    def is_empty(self) -> bool:
        return not any(self.tally.of(age=step.key) for step in self.steps)

    @property
    def levels(self) -> list[StatusLevel]:
        return [level for key, level in LEVELS.items() if key in OPEN_STATUSES]

    @property
    def bars(self) -> list[Bar]:
        totals = [self.tally.of(age=step.key) for step in self.steps]
        longest = max(totals, default=0) or 1
        return [
            self._bar(step, at * LINE + 4, total, longest)
            for at, (step, total) in enumerate(zip(self.steps, totals, strict=True))
        ]

    def _bar(self, step, y, total, longest) -> Bar:
        pieces, x = [], float(LEFT)
        for level in self.levels:
            if count := self.tally.of(status=level.key, age=step.key):
                width = WIDTH * count / longest
                pieces.append(Piece(level, count, x, width))
                x += width
        return Bar(step, y, total, pieces)

    @property
    def lines(self) -> list[tuple[str, list[int], int]]:
        """The same as rows: age, count by status, all."""
        return [
            (
                str(bar.age.label),
                [self.tally.of(status=one.key, age=bar.age.key) for one in self.levels],
                bar.total,
            )
            for bar in self.bars
        ]

    @property
    def description(self) -> str:
        """The picture for those who do not see it."""
        said = ", ".join(f"{bar.age.label} {bar.total}" for bar in self.bars)
        return _("Open actions by how far their date is: %s") % said
