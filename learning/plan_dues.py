"""Open actions of a source's plan, for pages that walk through them at each meeting.
The floor of plans knows them; others ask here.

It registers when it is ready: `add_reader(lambda sources, user: [PlanAction(...)])`.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class PlanAction:
    """One action that is not done with, and how much shows that it was done."""

    source: int
    text: str
    url: str
    who: str
    due_on: datetime.date
    state: str
    proofs: int
    is_late: bool


READERS: list[Callable] = []


def add_reader(read: Callable) -> None:
    """Called by apps when they are ready."""
    if read not in READERS:
        READERS.append(read)


def plan_actions(sources: Iterable, user) -> list[PlanAction]:
    """Actions of the sources' plans that the person may see, the latest due first."""
    sources = list(sources)
    found = [one for read in READERS for one in read(sources, user)]
    return sorted(found, key=lambda one: (not one.is_late, one.due_on))
