"""The first draft: what a year's records say, in plain sentences, tables and charts.

Every module adds what it can draw. All of them read as a plain member of the board
does, so that the draft holds nothing that some reader of the report may not know of.
"""

from reporting.annual.drafting import (
    doing,
    learning,
    people,
    recommending,
    reviewing,
    spreading,
)
from reporting.annual.drafting.drawn import Drawn, draw
from reporting.annual.drafting.year import Year, year_for

__all__ = [
    "Drawn",
    "Year",
    "doing",
    "draw",
    "learning",
    "people",
    "recommending",
    "reviewing",
    "spreading",
    "year_for",
]
