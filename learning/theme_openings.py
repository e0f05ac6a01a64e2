"""Where a thematic forum or review is opened: the floor of reviews knows how.

It registers when it is ready:

    add_opening(lambda user, response: [Opening("Thematic MAPF", url)])

Its page takes up what the response says and links what is opened to it, through
`learning.services.themes_responses.link_source`.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Opening:
    """One kind of forum or review the person may open for a response."""

    text: str
    url: str


FINDERS: list[Callable] = []


def add_opening(find: Callable) -> None:
    """Called by apps when they are ready."""
    if find not in FINDERS:
        FINDERS.append(find)


def openings(user, response) -> list[Opening]:
    """What may be opened for a response; nothing once it led somewhere."""
    if response.source_id or response.done_on:
        return []
    return [one for find in FINDERS for one in find(user, response)]
