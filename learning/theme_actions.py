"""Actions that answered a theme. The floor of plans knows them; others ask here.

It registers when it is ready:

    add_reader(lambda board, themes, group: [ThemeAction(...)])

Said of the board, not of one person: only what is open to its readers, and what is
confined to one restricted group where that `group` (its pk) is asked for. Whoever asks
must show no more than the person may know of.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class ThemeAction:
    """An action, the theme it answered, and the source whose finding had it."""

    theme: int
    action: int
    source: int
    is_open: bool
    closed_on: datetime.date | None = None  # done or embedded


READERS: list[Callable] = []


def add_reader(read: Callable) -> None:
    """Called by apps when they are ready."""
    if read not in READERS:
        READERS.append(read)


def actions_of(board, themes: Iterable[int], group=None) -> list[ThemeAction]:
    """Actions on findings and sources with one of the themes (pks)."""
    themes = list(themes)
    return [one for read in READERS for one in read(board, themes, group)]
