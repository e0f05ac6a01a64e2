"""Standards a finding may bear on, such as questions of a self-assessment.

The floor that keeps questionnaires registers when it is ready:

    add_standards(lambda user, board: [Standard(key, group, text), ...])
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Standard:
    """One standard: `key` is stored with the finding, `group` is whose it is."""

    key: str
    group: str
    text: str

    @property
    def said(self) -> str:
        return f"{self.group}: {self.text}"


STANDARDS: list[Callable] = []


def add_standards(find: Callable) -> None:
    """Called by apps when they are ready."""
    if find not in STANDARDS:
        STANDARDS.append(find)


def standards_of(user, board) -> list[Standard]:
    """Standards of a board the person may see, in order."""
    return [standard for find in STANDARDS for standard in find(user, board)]


def choices_of(user, board) -> list[tuple[str, str]]:
    """The same, as choices of a list."""
    return [(each.key, each.said) for each in standards_of(user, board)]


def named(user, board, keys) -> dict[str, str]:
    """What stored keys say, for those that still exist. No query without keys."""
    wanted = set(filter(None, keys))
    if not wanted:
        return {}
    found = standards_of(user, board)
    return {each.key: each.said for each in found if each.key in wanted}
