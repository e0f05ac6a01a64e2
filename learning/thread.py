"""The golden thread: from a source down to what changed, and from anything up to it.

Floors above add what they keep, when they are ready:

    add_branch(nodes)          # nodes(asked) -> Node, each with what it hangs under
    add_start("action", find)  # find(user, board, key) -> Start, or None where hidden

Every node comes from a `visible_to` queryset: what a person may not know of is not on
the thread, and what hangs under it hangs on the nearest thing they do know.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from learning.models import LearningSource

DEEPEST_HEADING = 6


@dataclass
class Node:
    """One record of the thread."""

    key: str  # "learning.finding:3"
    kind: str  # "Lesson"
    text: str
    url: str = ""
    state: str = ""
    colour: str = ""
    level: object = None  # a rating, as components/rating.html draws it
    facts: list[tuple[str, str]] = field(default_factory=list)
    under: tuple[str, ...] = ()  # keys it may hang under, the nearest first
    quoted: bool = False  # what somebody said, under its kind as the heading
    children: list["Node"] = field(default_factory=list)
    heading: int = 2
    current: bool = False

    @property
    def anchor(self) -> str:
        return self.key.replace(".", "-").replace(":", "-")


@dataclass(frozen=True)
class Start:
    """Where somebody came from: the source if they may see it, else what they may."""

    key: str  # of the node they came from
    title: str
    url: str
    source: LearningSource | None = None
    recommendation: int | None = None  # where the source is hidden

    @property
    def is_source(self) -> bool:
        return self.source is not None and self.key == key_of(self.source)


@dataclass(frozen=True)
class Asked:
    """What the branches are asked for: one source's nodes, or one recommendation's,
    or where neither may be seen the one record named by `key`."""

    user: object
    board: object
    start: Start

    @property
    def source(self) -> LearningSource | None:
        return self.start.source

    def narrow(self, rows, *, source="source", recommendation="recommendation"):
        """The rows of this thread out of visible ones."""
        if self.source:
            return rows.filter(**{source: self.source.pk})
        if self.start.recommendation:
            return rows.filter(**{recommendation: self.start.recommendation})
        model, _colon, pk = self.start.key.partition(":")
        return (
            rows.filter(pk=pk) if model == rows.model._meta.label_lower else rows.none()
        )


BRANCHES: list[Callable[[Asked], Iterable[Node]]] = []
STARTS: dict[str, Callable] = {}


def add_branch(nodes: Callable) -> None:
    """Called by apps when they are ready. Lower floors come first."""
    if nodes not in BRANCHES:
        BRANCHES.append(nodes)


def add_start(kind: str, find: Callable) -> None:
    """A kind of record a thread may be asked for, by the word in its address."""
    STARTS[kind] = find


def start_of(user, board, kind: str, key: str) -> Start | None:
    """Where a thread starts, or None where it is hidden or missing."""
    find = STARTS.get(kind)
    return find(user, board, key) if find else None


def key_of(record) -> str:
    return f"{record._meta.label_lower}:{record.pk}"


def thread(asked: Asked) -> list[Node]:
    """Everything on the thread, nested; one root where the source may be seen."""
    found: dict[str, Node] = {}
    for branch in BRANCHES:
        found |= {node.key: node for node in branch(asked)}
    roots = []
    for node in found.values():
        node.current = node.key == asked.start.key and bool(node.under)
        above = next((found[key] for key in node.under if key in found), None)
        (above.children if above else roots).append(node)
    for root in roots:
        _deepen(root, 2)
    return roots


def _deepen(node, level):
    node.heading = min(level, DEEPEST_HEADING)
    for child in node.children:
        _deepen(child, level + 1)
