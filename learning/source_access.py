"""Who, beyond a source's own audience, is named to it: panels, for one.

Floors above know who sits on a panel. They register when they are ready:

    add_reader(lambda user: Q(review__panel__...))   # over LearningSource
    add_writer(lambda user, source: ...)             # who may write its findings
"""

from collections.abc import Callable

from django.db.models import Q

READERS: list[Callable] = []
REFUSALS: list[Callable] = []
WRITERS: list[Callable] = []


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


def add_writer(rule: Callable) -> None:
    """Let more people write what a source teaches: `rule(user, source) -> bool`."""
    if rule not in WRITERS:
        WRITERS.append(rule)


def writes_by_name(user, source) -> bool:
    """Whether a floor above lets the person write what the source teaches."""
    return any(rule(user, source) for rule in WRITERS)


def add_refusal(rule: Callable) -> None:
    """Keep people from unpublished sources by `rule(user) -> Q`."""
    if rule not in REFUSALS:
        REFUSALS.append(rule)


def kept_from(user) -> Q:
    """Sources the person may not work on, by whatever role they would otherwise."""
    rule = Q(pk__in=[])
    for refusal in REFUSALS:
        rule |= refusal(user)
    return rule
