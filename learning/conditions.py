"""What must be true before a move: one function for each condition packs may name.

The floor that knows the answer registers it when it is ready:

    @condition(Condition.FAMILY_OFFERED)
    def family_offered(source):
        return "" if ... else _("No family member was offered a part yet.")

An empty text means the condition holds; any other says, in words, what is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from frameworks.vocabulary import Condition

CONDITIONS: dict[Condition, Callable] = {}


@dataclass(frozen=True)
class Unmet:
    """A condition that does not hold, and what is missing in words."""

    condition: Condition
    text: str


def condition(name: Condition):
    """Register the function that knows whether a condition holds."""

    def add(function):
        CONDITIONS[name] = function
        return function

    return add


def unmet(source, needs) -> list[Unmet]:
    """What stands in the way of a move. Empty when nothing does."""
    found = ((name, CONDITIONS[name](source)) for name in needs)
    return [Unmet(name, str(words)) for name, words in found if words]


def missing(source, needs) -> list[str]:
    """The same, in words only."""
    return [one.text for one in unmet(source, needs)]
