"""Main navigation. Floors above add their entries; nobody imports upward."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """One link of the main navigation, shown where `shown_to(user, board)`."""

    text: str
    url_name: str
    shown_to: Callable
    order: int = 50
    starts: str = ""


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
    ]


def _link(entry, request, board) -> dict:
    url = reverse(entry.url_name, args=[board.slug])
    start = entry.starts or url
    start = f"/{board.slug}/{entry.starts}" if entry.starts else url
    return {"text": entry.text, "url": url, "current": request.path.startswith(start)}
