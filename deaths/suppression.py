"""Hides small counts, and as many others as keep them from being worked out.

A table with totals is a circulation: every row, column and total is a point, every
printed number a flow between two points, and what flows in flows out. A hidden number
can be worked out from the printed ones exactly when no way round through hidden
numbers lets it be one more or one less. So for each small number a way round is found
that takes the fewest and smallest others with it, and all of it is hidden.

Each table is closed in itself: no total spans two years or two forms, so that two
releases together say no more than each alone.
"""

import heapq
from dataclasses import dataclass, field


@dataclass
class Flow:
    """One number of a table, from one point to another. None: unknown from the start
    (suppressed by whoever sent it)."""

    name: object
    start: object
    end: object
    number: int
    hidden: bool = False
    known: bool = False  # said elsewhere: hiding it protects nothing


@dataclass
class Table:
    """Numbers of one table, by name."""

    flows: list[Flow] = field(default_factory=list)

    def add(self, name, start, end, number, *, hidden=False, known=False):
        self.flows.append(Flow(name, start, end, number, hidden, known))

    def hidden_names(self) -> set:
        return {flow.name for flow in self.flows if flow.hidden}


def protect(table: Table, up_to: int) -> set:
    """Names of the numbers to hide: those from 1 to `up_to`, and what protects them."""
    small = [flow for flow in table.flows if 0 < flow.number <= up_to]
    for flow in small:
        flow.hidden = not flow.known
    for flow in sorted(small, key=lambda one: one.number):
        if flow.hidden:
            _protect_one(table.flows, flow)
    return table.hidden_names()


def _protect_one(flows, flow) -> None:
    """Hide the cheapest way round; where none is left, everything (never known to
    happen: each number lies on a way round of its own table)."""
    ways = [_cheapest(flows, flow, flow.end, flow.start)]
    if flow.number:
        ways.append(_cheapest(flows, flow, flow.start, flow.end))
    found = [way for way in ways if way is not None]
    if not found:
        for other in flows:
            other.hidden = True
        return
    _cost, taken = min(found, key=lambda way: way[0])
    for other in taken:
        other.hidden = True


def _cheapest(flows, without, start, end):
    """The way from one point to another along numbers that may grow, or shrink where
    they are not nought; what is hidden already costs nothing."""
    leaving = {}
    for flow in flows:
        if flow is without or flow.known:
            continue
        leaving.setdefault(flow.start, []).append((flow, flow.end))
        if flow.number > 0:
            leaving.setdefault(flow.end, []).append((flow, flow.start))
    queue, done, turn = [(0, 0, start, ())], set(), 0
    while queue:
        cost, _turn, point, taken = heapq.heappop(queue)
        if point == end:
            return cost, taken
        if point in done:
            continue
        done.add(point)
        for flow, then in leaving.get(point, ()):
            turn += 1
            price = 0 if flow.hidden else 1 + flow.number
            heapq.heappush(queue, (cost + price, turn, then, (*taken, flow)))
    return None


TOTAL = "total"


def crossed(numbers: dict[tuple, int], rows, columns) -> Table:
    """A table of rows by columns with all totals; names are (row, column), with TOTAL
    for a total."""
    table = Table()
    for row in rows:
        for column in columns:
            number = numbers.get((row, column), 0)
            table.add((row, column), ("row", row), ("column", column), number)
    for row in rows:
        number = sum(numbers.get((row, column), 0) for column in columns)
        table.add((row, TOTAL), "rows", ("row", row), number)
    for column in columns:
        number = sum(numbers.get((row, column), 0) for row in rows)
        table.add((TOTAL, column), ("column", column), "columns", number)
    number = sum(numbers.get((row, column), 0) for row in rows for column in columns)
    table.add((TOTAL, TOTAL), "columns", "rows", number)
    return table


def lined(numbers: dict[tuple, int], row, columns) -> Table:
    """One row with its total, which readers may know from elsewhere."""
    table = Table()
    for column in columns:
        table.add((row, column), "from", "to", numbers.get((row, column), 0))
    total = sum(numbers.get((row, column), 0) for column in columns)
    table.add((row, TOTAL), "to", "from", total, known=True)
    return table
