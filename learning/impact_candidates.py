"""What an officer may choose to tell the public of: floors above say what worked.

A candidate only fills a form: nothing becomes public by being one.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """Something that worked, in the words it was recorded with."""

    key: str  # "action:ACT-1", kept with the entry that was begun from it
    kind: str  # what it is, in words
    title: str
    learnt: str = ""
    did: str = ""
    changed: str = ""
    shown_by: str = ""

    @property
    def initial(self) -> dict:
        """Fields of an entry to begin with."""
        names = ("learnt", "did", "changed", "shown_by")
        words = {f"{name}_en": getattr(self, name) for name in names}
        return words | {"title_en": self.title[:150]}


PROVIDERS: list[Callable] = []


def add_provider(provider: Callable) -> None:
    """Called by apps when they are ready: `provider(user, board) -> Candidate, ...`.

    It gives only what the person may see and no restricted group has to do with.
    """
    if provider not in PROVIDERS:
        PROVIDERS.append(provider)


def candidates(user, board) -> list[Candidate]:
    """Everything that may be chosen."""
    return [one for provider in PROVIDERS for one in provider(user, board)]
