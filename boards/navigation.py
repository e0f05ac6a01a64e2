"""Main navigation. Floors above add their entries; nobody imports upward.

A menu of everything would be twenty links long. Entries that are parts of one thing say
so by their section: the menu shows the section once, and below it, on its own pages,
its entries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.one_record import is_closed_to


@dataclass(frozen=True)
class Section:
    """One link of the menu that stands for several entries."""

    text: str
    order: int


SELF_ASSESSMENT = Section(_("Self-assessment"), order=20)
THE_BOARD = Section(_("Board"), order=90)


@dataclass(frozen=True)
class Entry:
    """One link of the main navigation, shown where `shown_to(user, board)`."""

    text: str
    url_name: str
    shown_to: Callable
    order: int = 50
    starts: str | tuple[str, ...] = ""
    section: Section | None = None

    @property
    def place(self) -> tuple:
        """Where it stands: beside its section's other entries."""
        top = self.section.order if self.section else self.order
        return (top, str(self.section and self.section.order), self.order)


ENTRIES: list[Entry] = []


def add_entry(entry: Entry) -> None:
    """Called by apps when they are ready."""
    if entry not in ENTRIES:
        ENTRIES.append(entry)
        ENTRIES.sort(key=lambda known: known.place)


def navigation_for(request, board) -> list[dict]:
    """Links of one person on one board, the current one marked. A section leads to its
    first entry and holds the links `within` when there are several."""
    if board is None:
        return []
    shown = [
        entry
        for entry in ENTRIES
        if entry.shown_to(request.user, board)
        and not is_closed_to(request.user, board, entry.url_name)
    ]
    menu = []
    for section, entries in groupby(shown, key=lambda entry: entry.section):
        links = [_link(entry, request, board) for entry in entries]
        menu += [_together(section, links)] if section else links
    return menu


def _together(section, links) -> dict:
    """A section's one link; of one entry only, that entry itself."""
    if len(links) == 1:
        return links[0]
    here = any(link["current"] for link in links)
    return {
        "text": section.text,
        "url": links[0]["url"],
        "current": here,
        "within": links if here else [],
    }


def _link(entry, request, board) -> dict:
    url = reverse(entry.url_name, args=[board.slug])
    return {"text": entry.text, "url": url, "current": _is_here(entry, request, board)}


def _is_here(entry, request, board) -> bool:
    """Whether the page lies below the entry; without `starts`, whether it is it."""
    starts = (entry.starts,) if isinstance(entry.starts, str) else entry.starts
    below = tuple(f"/{board.slug}/{start}" for start in starts if start)
    url = reverse(entry.url_name, args=[board.slug])
    return request.path == url or request.path.startswith(below)
