"""The pages of one source, as the sub-navigation of each of them lists them.

A floor with pages of its own for some sources registers when it is ready:

    add_frame(lambda user, source, here: Frame(home, pages) or None)
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

PAGES = (
    (_("Overview"), "learning:source"),
    (_("Findings"), "learning:findings"),
    (_("Linked sources"), "learning:source-links"),
    (_("Golden thread"), "learning:thread"),
)


@dataclass(frozen=True)
class Frame:
    """The source's first page, and links (text, url, current) to all of them."""

    home: str
    pages: list[dict]
    up: str = ""  # the list it is found in, where that is not all learning
    up_text: str = ""


FRAMES: list[Callable] = []


def add_frame(make: Callable) -> None:
    """Called by apps when they are ready."""
    if make not in FRAMES:
        FRAMES.append(make)


def frame_of(user, source, here: str) -> Frame:
    """The navigation of a source; `here` is the URL name of the present page."""
    for make in FRAMES:
        if found := make(user, source, here):
            return found
    return _plain(source, here)


def _plain(source, here) -> Frame:
    address = [source.board.slug, source.reference]
    pages = [
        {"text": text, "url": reverse(name, args=address), "current": name == here}
        for text, name in PAGES
    ]
    return Frame(pages[0]["url"], pages)
