"""How far the action plan of a source is. The floor of plans knows; others ask here.

It registers when it is ready: `add_plan_states(lambda sources, user: {pk: PlanState})`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class PlanState:
    """A plan in a few words, and its page; no address where there is no plan."""

    text: str
    url: str = ""


KNOWN: list[Callable] = []


def add_plan_states(read: Callable) -> None:
    """Called by apps when they are ready."""
    if read not in KNOWN:
        KNOWN.append(read)


def plan_states(sources: Iterable, user) -> dict[int, PlanState]:
    """The state of every source's plan, as far as the person may know of it."""
    sources = list(sources)
    found = {source.pk: _without(source) for source in sources}
    for read in KNOWN:
        found |= read(sources, user)
    return found


def _without(source) -> PlanState:
    if source.no_plan_reason.strip():
        return PlanState(_("No plan, with a reason"))
    return PlanState(_("No plan yet"))
