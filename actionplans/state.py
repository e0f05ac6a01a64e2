"""Where a plan stands, in numbers nobody has to count again."""

from collections import Counter
from dataclasses import dataclass

from actionplans.choices import ActionStatus
from actionplans.exceptions import DEBT, LATE, NO_MEASURE, STALE
from actionplans.levels import LEVELS


@dataclass(frozen=True)
class PlanNumbers:
    """How many actions stand where; how many are exceptions, and of which kind."""

    by_status: list[tuple]
    total: int
    late: int
    stale: int
    without_measure: int
    impact_debt: int

    @property
    def embedded(self) -> int:
        counts = {level.key: number for level, number in self.by_status}
        return counts.get(ActionStatus.BLUE, 0)


def state_of(actions) -> PlanNumbers:
    """Counts over a sheet's actions, which carry their reasons. No query."""
    live = [one for one in actions if one.status != ActionStatus.WITHDRAWN]
    statuses = Counter(one.status for one in live)
    reasons = Counter(reason.key for one in live for reason in one.reasons)
    return PlanNumbers(
        [(LEVELS[key], statuses[key]) for key in LEVELS if statuses[key]],
        len(live),
        reasons[LATE],
        reasons[STALE],
        reasons[NO_MEASURE],
        reasons[DEBT],
    )
