"""Whether a briefing fits one A4 page: its lines against the room there is."""

from dataclasses import dataclass
from math import ceil

# Measured on the PDF: letters on a full line, lines below the title.
LETTERS, ROOM = 104, 51
HEADING = 2  # lines one box takes beyond its words


@dataclass(frozen=True)
class Fit:
    """How much of the page is taken in one language."""

    language: str
    lines: int

    @property
    def fits(self) -> bool:
        return self.lines <= ROOM

    @property
    def percent(self) -> int:
        return round(100 * self.lines / ROOM)


def lines_of(texts) -> int:
    """Lines a page needs for these boxes."""
    return sum(HEADING + _wrapped(text) for text in texts)


def _wrapped(text: str) -> int:
    parts = text.replace("\r\n", "\n").strip().split("\n")
    return sum(max(1, ceil(len(part) / LETTERS)) for part in parts)


def fits_of(sections, *, welsh: bool) -> list[Fit]:
    """The fit of each language a briefing is written in; English always."""
    english = Fit("en", lines_of(s["text_en"] for s in sections))
    if not welsh or not any(s["text_cy"].strip() for s in sections):
        return [english]
    return [english, Fit("cy", lines_of(s["text_cy"] for s in sections))]
