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
from audits.analysis.years import Years, by_year

__all__ = [
    "Cell",
    "Extract",
    "HeatMap",
    "Row",
    "Standard",
    "Tally",
    "Years",
    "by_sector",
    "by_year",
    "commonest_gaps",
    "good_practice",
    "heat_map",
    "improvements",
    "positions",
    "previous_text",
    "tagged",
    "tally",
]
