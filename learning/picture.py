"""All sources of learning in one picture, with what this reader may count (CTM-41)."""

import math
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from learning.choices import SourceKindChoices
from learning.filters import for_strand
from learning.models import LearningSource, SourceType
from learning.table import in_language, pack_of

WIDTH, HEIGHT = 960, 700
RADIUS = 52  # of a node
ACROSS, DOWN = 395, 275  # half axes of the ring the nodes stand on


@dataclass(frozen=True)
class Node:
    """One kind of learning: where it is drawn, how much there is, where it leads."""

    kind: str
    label: str
    count: int
    types: list[str]
    url: str
    x: float
    y: float
    lines: list[tuple[float, str]]

    @property
    def from_x(self) -> float:
        return round(WIDTH / 2 + (self.x - WIDTH / 2) * 0.36, 1)

    @property
    def from_y(self) -> float:
        return round(HEIGHT / 2 + (self.y - HEIGHT / 2) * 0.36, 1)


@dataclass(frozen=True)
class Picture:
    """The whole map. The same nodes make the table beside it."""

    nodes: list[Node]
    middle: list[tuple[float, str]]
    width: int = WIDTH
    height: int = HEIGHT
    radius: int = RADIUS

    @property
    def total(self) -> int:
        return sum(node.count for node in self.nodes)


def picture(board, user, strand: str = "") -> Picture:
    """Kinds of learning this reader may know of, counted."""
    types = _types(board, user, strand)
    counts = _counts(board, user, strand)
    kinds = [kind for kind in SourceKindChoices.values if kind in types | counts]
    nodes = [
        _node(board, kind, index, len(kinds), counts, types, strand)
        for index, kind in enumerate(kinds)
    ]
    return Picture(nodes, _middle(board))


def _types(board, user, strand) -> dict[str, list[str]]:
    rows = SourceType.objects.visible_to(user).current().filter(board=board)
    found: dict[str, list[str]] = {}
    for row in for_strand(rows, strand):
        found.setdefault(row.kind, []).append(row.name)
    return found


def _counts(board, user, strand) -> Counter:
    rows = LearningSource.objects.visible_to(user).filter(board=board)
    counted = rows.for_strand(strand).order_by().values("kind").annotate(n=Count("pk"))
    return Counter({row["kind"]: row["n"] for row in counted})


def _node(board, kind, index, total, counts, types, strand) -> Node:
    angle = 2 * math.pi * index / total - math.pi / 2
    label = str(SourceKindChoices(kind).label)
    address = reverse("learning:sources", args=[board.slug]) + f"?kind={kind}"
    return Node(
        kind=kind,
        label=label,
        count=counts[kind],
        types=types.get(kind, []),
        url=f"{address}&strand={strand}" if strand else address,
        x=round(WIDTH / 2 + ACROSS * math.cos(angle), 1),
        y=round(HEIGHT / 2 + DOWN * math.sin(angle), 1),
        lines=stacked(wrapped(label, 13), step=15, start=4),
    )


def _middle(board) -> list[tuple[float, str]]:
    """The board's own words for its learning cycle."""
    pack = pack_of(board)
    steps = [in_language(step) for step in pack.board.cycle] if pack else []
    lines = [line for step in steps for line in [*wrapped(step, 26), ""]]
    return stacked(lines[:-1], step=20, start=0, centre=True)


def wrapped(text: str, width: int) -> list[str]:
    """Words broken into lines no longer than asked, where words allow."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def stacked(lines, *, step, start, centre=False) -> list[tuple[float, str]]:
    """Lines with how far below the first they stand."""
    top = start - step * (len(lines) - 1) / 2 if centre else start
    return [(round(top + step * index, 1), line) for index, line in enumerate(lines)]
