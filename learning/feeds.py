"""What a board has opened to the public: one list, filled by the floors above.

A floor registers when it is ready:

    add_public(lambda board: [PublicItem(...), ...])

Everything given is public today; what was withdrawn is simply not given any more.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class PublicItem:
    """One thing anybody may read."""

    key: str  # "reviews.publication:3"
    kind: str  # "Published review"
    title: str
    url: str  # without the host
    on: datetime.datetime  # since when
    summary: str = ""
    source_id: int | None = None
    language: str = "en"


PROVIDERS: list[Callable[..., Iterable[PublicItem]]] = []


def add_public(provider: Callable) -> None:
    """Called by apps when they are ready: `provider(board) -> PublicItem, ...`."""
    if provider not in PROVIDERS:
        PROVIDERS.append(provider)


def public_items(board) -> list[PublicItem]:
    """Everything public of a board today, the latest first."""
    found = [item for provider in PROVIDERS for item in provider(board)]
    return sorted(found, key=lambda item: (item.on, item.key), reverse=True)
