"""Geometry of charts. The template draws; a table beside says the same."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

LEFT, WIDTH, LINE, BAR = 54, 560, 30, 20
LETTER = 6.2  # how wide a letter of a label is
# Fill and ink by colour, as attributes: a page's policy allows no inline style, and
# a PDF's style sheet does not reach into its pictures.
COLOURS = {
    "red": ("#b81f23", "#ffffff"),
    "amber": ("#ffb54a", "#0b0c0c"),
    "yellow": ("#ffe566", "#0b0c0c"),
    "green": ("#0f6b45", "#ffffff"),
    "blue": ("#1a4f94", "#ffffff"),
    "grey": ("#cfd6da", "#0b0c0c"),
    "none": ("#cfd6da", "#0b0c0c"),
    "missing": ("#eceff1", "#0b0c0c"),
}
STATES = ("none", "missing")


@dataclass(frozen=True)
class Piece:
    """A part of a bar: so many agencies at one level, or without one."""

    words: str
    letter: str
    colour: str
    count: int
    x: float
    width: float

    @property
    def fill(self) -> str:
        return COLOURS[self.colour][0]

    @property
    def ink(self) -> str:
        return COLOURS[self.colour][1]

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def label(self) -> str:
        """As much as there is room for; the number last to go."""
        said = [self.words] if self.colour in STATES else []
        for words in (*said, self.letter):
            if self.width >= LETTER * (len(words) + 4):
                return f"{words} {self.count}"
        return str(self.count) if self.width >= LETTER * 2 else ""


@dataclass(frozen=True)
class Bar:
    """One standard."""

    number: str
    y: int
    pieces: list[Piece]

    @property
    def words(self) -> str:
        """The bar for those who do not see it."""
        said = ", ".join(f"{piece.words} {piece.count}" for piece in self.pieces)
        return f"{self.number}: {said}"

    @property
    def base(self) -> int:
        return self.y + BAR - 6


@dataclass(frozen=True)
class Distribution:
    """Stacked bars, one for each standard."""

    title: str
    bars: list[Bar]

    width = LEFT + WIDTH
    bar_height = BAR

    @property
    def height(self) -> int:
        return len(self.bars) * LINE

    @property
    def description(self) -> str:
        return "; ".join(bar.words for bar in self.bars)


def distribution(tallies, title: str) -> Distribution:
    """How agencies stand on some standards. Counts, never averages."""
    bars = [_bar(tally, index * LINE + 4) for index, tally in enumerate(tallies)]
    return Distribution(title, bars)


def _bar(tally, y) -> Bar:
    counted = [
        (level.word, level.letter, level.colour, count) for level, count in tally.levels
    ] + [
        (_("Does not apply"), "–", "none", tally.not_applicable),
        (_("Not answered"), "?", "none", tally.unanswered),
        (_("Not handed in"), "…", "missing", tally.not_returned),
    ]
    whole = sum(count for *_rest, count in counted) or 1
    pieces, x = [], float(LEFT)
    for words, letter, colour, count in counted:
        if count:
            width = WIDTH * count / whole
            pieces.append(Piece(words, letter, colour, count, x, width))
            x += width
    return Bar(tally.standard.number, y, pieces)
