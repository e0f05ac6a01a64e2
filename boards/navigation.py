"""Main navigation. Floors above add their entries; nobody imports upward."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from boards.one_record import is_closed_to


@dataclass(frozen=True)
class Entry:
    """One link of the main navigation, shown where `shown_to(user, board)`."""

    text: str
    url_name: str
    shown_to: Callable
    order: int = 50
    starts: str | tuple[str, ...] = ""


ENTRIES: list[Entry] = []


def add_entry(entry: Entry) -> None:
    """Called by apps when they are ready."""
    if entry not in ENTRIES:
        ENTRIES.append(entry)
        ENTRIES.sort(key=lambda known: known.order)


def navigation_for(request, board) -> list[dict]:
    """Links of one person on one board, the current one marked."""
    if board is None:
        return []
    return [
        _link(entry, request, board)
        for entry in ENTRIES
        if entry.shown_to(request.user, board)
        and not is_closed_to(request.user, board, entry.url_name)
    ]


def _link(entry, request, board) -> dict:
    url = reverse(entry.url_name, args=[board.slug])
    return {"text": entry.text, "url": url, "current": _is_here(entry, request, board)}


def _is_here(entry, request, board) -> bool:
    """Whether the page lies below the entry; without `starts`, whether it is it."""
    starts = (entry.starts,) if isinstance(entry.starts, str) else entry.starts
    below = tuple(f"/{board.slug}/{start}" for start in starts if start)
    url = reverse(entry.url_name, args=[board.slug])
    return request.path == url or request.path.startswith(below)
