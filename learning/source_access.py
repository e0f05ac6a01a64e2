"""Who, beyond a source's own audience, is named to it: panels, for one.

Floors above know who sits on a panel. They register when they are ready:

    add_reader(lambda user: Q(review__panel__...))   # over LearningSource
"""

from collections.abc import Callable

from django.db.models import Q

READERS: list[Callable] = []


def add_reader(rule: Callable) -> None:
    """Widen who may know of a source by `rule(user) -> Q`."""
    if rule not in READERS:
        READERS.append(rule)


def named_to(user) -> Q:
    """Sources the person is named to."""
    rule = Q(pk__in=[])
    for reader in READERS:
        rule |= reader(user)
    return rule
