"""The public site of a board: its sections, and what may be found in them.

Floors above add their section when they are ready; nobody imports upward.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

HOME = "home"


@dataclass(frozen=True)
class Item:
    """One published thing.

    A search also gives its words, of which an excerpt is shown, and its rank.
    """

    title: str
    url: str
    day: date | None = None
    welsh_title: str = ""
    words: str = ""
    welsh_words: str = ""
    rank: float = 0.0
    section: str = ""
    source: int | None = None  # what it was learnt from, for the log of sharing


@dataclass(frozen=True)
class Section:
    """A part of the public site, in the order its links stand.

    `items(board)` lists what is published now, the latest first, as Items.
    `search(board, asked)` finds in it (boards.public_search.Asked), as Items.
    `inside` names the page on which its people publish.
    """

    key: str
    title: str
    url_name: str
    items: Callable
    search: Callable
    about: str = ""
    inside: str = ""
    order: int = 50


SECTIONS: list[Section] = []


def add_section(key, title, url_name, items, search, **more) -> None:
    """Called by apps when they are ready. `more`: about, inside, order."""
    if all(known.key != key for known in SECTIONS):
        SECTIONS.append(Section(key, title, url_name, items, search, **more))
        SECTIONS.sort(key=lambda known: (known.order, known.key))


def items_of(board, key: str) -> list[Item]:
    """What one section lists now; nothing where no floor added it."""
    return [
        item
        for section in SECTIONS
        if section.key == key
        for item in section.items(board)
    ]


def nothing(board, asked=None) -> list[Item]:
    """Of a section that is one page and lists no things."""
    return []


def links(board, here: str) -> list[dict]:
    """Sections with their addresses, the one that is open marked."""
    return [
        {
            "key": section.key,
            "text": section.title,
            "about": section.about,
            "url": reverse(section.url_name, args=[board.slug]),
            "current": section.key == here,
        }
        for section in SECTIONS
    ]


def published(board) -> list[Item]:
    """Everything with a day that anybody may read now, the latest first."""
    found = [
        replace(item, section=section.title)
        for section in SECTIONS
        for item in section.items(board)
    ]
    dated = [item for item in found if item.day]
    return sorted(dated, key=lambda item: (item.day, item.url), reverse=True)
