"""Keeping small numbers back, and what would give them away by difference.

A cell is a tuple of measures of one group of people: how many answered, how many said
so, how many did not. Each may belong to a larger cell, its parent, shown beside it.
A cell is kept back whole where one of its measures is above nought and below the
board's number. Then, parent by parent, until nothing changes: what is left over when
the shown parts are taken from a shown parent must not be one hidden cell alone, nor a
small number itself; if it is, the smallest shown part is kept back too, and where none
is left, the parent. What the reader knows anyway (their own agency's) is never hidden
and never counts as cover.
"""

from collections.abc import Collection, Hashable, Mapping

Cells = Mapping[Hashable, tuple[int, ...]]


def is_small(value: int, below: int) -> bool:
    return 0 < value < below


def kept_back(
    cells: Cells,
    parents: Mapping[Hashable, Hashable],
    below: int,
    *,
    known: Collection = (),
    fixed: Collection = (),
) -> set:
    """Keys of cells that may not be shown. `known` is never hidden; nor is `fixed`,
    which other pages show: its parts give way instead."""
    safe = {*known, *fixed}
    hidden = {
        key
        for key, measures in cells.items()
        if key not in known and any(is_small(value, below) for value in measures)
    }
    parts: dict = {}
    for key in cells:
        if (above := parents.get(key)) in cells:
            parts.setdefault(above, []).append(key)
    while more := _next(cells, parts, hidden, safe, below):
        hidden |= more
    return hidden


def _next(cells, parts, hidden, safe, below) -> set:
    """One more cell to hide, or nothing."""
    for above, keys in parts.items():
        unsafe = (
            _parent_is_a_sum(keys, hidden)
            if above in hidden
            else _gives_away(cells, above, keys, hidden, below)
        )
        if unsafe and (found := _give_way(cells, above, keys, hidden, safe)):
            return found
    return set()


def _parent_is_a_sum(keys, hidden) -> bool:
    """A hidden parent whose parts are all shown can be added up."""
    return not hidden & set(keys)


def _gives_away(cells, above, keys, hidden, below) -> bool:
    """Whether the shown parts, taken from their parent, leave too little."""
    back = [key for key in keys if key in hidden]
    rest = _rest(cells, above, keys)
    if is_small(rest, below):  # people nobody counted apart
        back, sums = [*back, None], [rest + sum(cells[key][0] for key in back)]
    else:
        sums = []
    if len(back) == 1:
        return True
    columns = zip(*(cells[key] for key in back if key is not None), strict=True)
    sums += [sum(column) for column in columns]
    return any(is_small(value, below) for value in sums)


def _rest(cells, above, keys) -> int:
    return cells[above][0] - sum(cells[key][0] for key in keys)


def _give_way(cells, above, keys, hidden, safe) -> set:
    """The smallest shown part that is not nought; else the parent; else any part."""
    shown = [key for key in keys if key not in hidden and key not in safe]
    counted = [key for key in shown if cells[key][0]]
    if counted:
        return {min(counted, key=lambda key: (cells[key][0], str(key)))}
    if above not in hidden and above not in safe:
        return {above}
    return set(shown[:1])
