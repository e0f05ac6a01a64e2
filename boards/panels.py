"""Panels that floors above put on pages of this floor."""

from collections.abc import Callable
from dataclasses import dataclass

BOARD, GROUP, AGENCY = "board", "group", "agency"


@dataclass(frozen=True)
class Panel:
    """`context(user, record)` fills the template; None shows nothing.

    The template also gets `board`, `panel` and the record under the place's name.
    """

    title: str
    template: str
    context: Callable
    place: str = BOARD
    order: int = 50


PANELS: list[Panel] = []


def add_panel(panel: Panel) -> None:
    """Called by apps when they are ready."""
    if panel not in PANELS:
        PANELS.append(panel)
        PANELS.sort(key=lambda known: known.order)


def panels_for(user, record, place: str) -> list[dict]:
    """Panels of a page with what they show this person."""
    filled = [(p, p.context(user, record)) for p in PANELS if p.place == place]
    return [
        {"panel": panel, place: record, **shown}
        for panel, shown in filled
        if shown is not None
    ]
