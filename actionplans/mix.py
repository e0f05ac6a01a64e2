"""How strong the actions of a plan are, as a picture and as a table."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from actionplans.choices import WEAK, Strength

WIDTH, LINE, BAR, LEFT = 560, 26, 18, 250
UNKNOWN = ""


@dataclass(frozen=True)
class Row:
    """So many actions of one strength."""

    label: str
    count: int
    y: int
    width: float

    bar, left = BAR, LEFT

    @property
    def base(self) -> int:
        return self.y + BAR - 5

    @property
    def after(self) -> float:
        return LEFT + self.width + 6


class Mix:
    """The strengths of some actions, weakest first."""

    width = WIDTH

    def __init__(self, actions):
        counts = Counter(action.strength for action in actions)
        keys = [*Strength.values, *([UNKNOWN] if counts[UNKNOWN] else [])]
        most = max(counts.values(), default=1)
        self.rows = [
            self._row(key, counts[key], most, at) for at, key in enumerate(keys)
        ]
        self.weak = sum(counts[key] for key in WEAK)
        self.rated = sum(counts.values()) - counts[UNKNOWN]

    def _row(self, key, count, most, at):
        label = str(Strength(key).label) if key else _("Not said")
        width = (WIDTH - LEFT - 40) * count / most
        return Row(_short(label), count, at * LINE, round(width, 1))

    @property
    def height(self) -> int:
        return len(self.rows) * LINE

    @property
    def mostly_weak(self) -> bool:
        """Reminding and training alone seldom change what happens."""
        return self.rated > 1 and self.weak * 2 > self.rated

    @property
    def description(self) -> str:
        """The picture for those who do not see it."""
        return ", ".join(f"{row.label}: {row.count}" for row in self.rows)


def _short(label: str) -> str:
    return label if len(label) <= 38 else label[:36].rstrip() + "…"
