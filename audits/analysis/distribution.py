"""Counts by level, never averages. Unanswered and not returned stand apart."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from audits.analysis.heat_map import CellState, HeatMap, Movement, Standard


@dataclass(frozen=True)
class Tally:
    """How agencies stand on one standard."""

    standard: Standard
    levels: tuple[tuple[object, int], ...]
    not_applicable: int
    unanswered: int
    not_returned: int
    better: int
    worse: int

    @property
    def low(self) -> int:
        """Agencies on a level that needs improvement."""
        return sum(n for level, n in self.levels if level.needs_improvement)

    @property
    def counts(self) -> list[int]:
        """Agencies at each level, in the scale's order."""
        return [count for _, count in self.levels]

    @property
    def rated(self) -> int:
        return sum(n for _, n in self.levels)


def tally(map_: HeatMap) -> list[Tally]:
    """One tally for each standard, in the questionnaire's order."""
    return [_tally(map_, standard) for standard in map_.standards]


def _tally(map_, standard) -> Tally:
    cells = [cell for _, cell in map_.column(standard)]
    states = Counter(cell.state for cell in cells)
    moves = Counter(cell.movement for cell in cells)
    rated = Counter(cell.level.key for cell in cells if cell.level)
    scale = [level for level in map_.levels if level.scale.key == standard.scale_key]
    return Tally(
        standard,
        tuple((level, rated[level.key]) for level in scale),
        states[CellState.NOT_APPLICABLE],
        states[CellState.UNANSWERED],
        states[CellState.NOT_RETURNED],
        moves[Movement.BETTER],
        moves[Movement.WORSE],
    )


def commonest_gaps(tallies: list[Tally], most: int = 5) -> list[Tally]:
    """Standards on which most agencies need improvement, most first."""
    gaps = [one for one in tallies if one.low]
    return sorted(gaps, key=lambda one: -one.low)[:most]


def by_sector(map_: HeatMap) -> dict[str, Counter]:
    """Sector label -> counts of level keys and states over all standards."""
    found = defaultdict(Counter)
    for row in map_.rows:
        counts = found[row.agency.get_sector_display()]
        for cell in row.cells:
            counts[cell.level.key if cell.level else cell.state.value] += 1
    return dict(sorted(found.items()))
