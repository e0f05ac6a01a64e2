"""What must be true before a move: one function for each condition packs may name.

The floor that knows the answer registers it when it is ready:

    @condition(Condition.FAMILY_OFFERED)
    def family_offered(source):
        return "" if ... else _("No family member was offered a part yet.")

An empty text means the condition holds; any other says, in words, what is missing.
"""

from collections.abc import Callable

from frameworks.vocabulary import Condition

CONDITIONS: dict[Condition, Callable] = {}


def condition(name: Condition):
    """Register the function that knows whether a condition holds."""

    def add(function):
        CONDITIONS[name] = function
        return function

    return add


def missing(source, needs) -> list[str]:
    """What stands in the way of a move, in words. Empty when nothing does."""
    found = (CONDITIONS[name](source) for name in needs)
    return [str(words) for words in found if words]
