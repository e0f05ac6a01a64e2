"""What a round's returns say together. Reads only what the reader may see."""

from audits.analysis.distribution import Tally, by_sector, commonest_gaps, tally
from audits.analysis.extracts import (
    Extract,
    good_practice,
    improvements,
    positions,
    previous_text,
    tagged,
)
from audits.analysis.heat_map import Cell, HeatMap, Row, Standard, heat_map

__all__ = [
    "Cell",
    "Extract",
    "HeatMap",
    "Row",
    "Standard",
    "Tally",
    "by_sector",
    "commonest_gaps",
    "good_practice",
    "heat_map",
    "improvements",
    "positions",
    "previous_text",
    "tagged",
    "tally",
]
