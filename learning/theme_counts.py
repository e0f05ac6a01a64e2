"""What floors above count of a theme, such as its open actions.

A floor registers when it is ready:

    add_counter(Counter("actions", _("Open actions"), count, address))

`count(user, board, tags) -> {theme's pk: number}` counts what hangs on the tags given,
and only what the person may know of. `address(board, theme)` opens those records.
Counters that share one query name the same `count` with `several`: it gives all of
theirs, `{key: {theme's pk: number}}`.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Counter:
    """One column of the list of themes."""

    key: str
    label: str
    count: Callable
    address: Callable
    several: bool = False


COUNTERS: dict[str, Counter] = {}


def add_counter(counter: Counter) -> None:
    """Called by apps when they are ready."""
    COUNTERS[counter.key] = counter


def counted(user, board, tags) -> dict[str, dict[int, int]]:
    """Counter's key -> theme's pk -> number."""
    found: dict[str, dict[int, int]] = {}
    for key, one in COUNTERS.items():
        if key not in found:
            numbers = one.count(user, board, tags)
            found |= numbers if one.several else {key: numbers}
    return found
