"""Who, beyond the agency itself, may read evidence, and where it is used.

Floors above know where an item lies: they register here when they are ready.

    add_reader(lambda user: Q(pk__in=...))    # items this person may read as well
    add_use(lambda user, items: {pk: [Use(text, url)]})
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q


@dataclass(frozen=True)
class Use:
    """One place where an item of evidence stands."""

    text: str
    url: str


READERS: list[Callable] = []
USES: list[Callable] = []


def add_reader(rule: Callable) -> None:
    """Widen who may read evidence by `rule(user) -> Q`."""
    if rule not in READERS:
        READERS.append(rule)


def add_use(find: Callable) -> None:
    """Tell where items are used: `find(user, items) -> {item's pk: [Use, ...]}`."""
    if find not in USES:
        USES.append(find)


def beyond_the_agency(user) -> Q:
    """Items the floors above let this person read."""
    rule = Q(pk__in=[])
    for reader in READERS:
        rule |= reader(user)
    return rule


def uses_of(user, items) -> dict[int, list[Use]]:
    """Where each item is used, as far as the person may know."""
    uses: dict[int, list[Use]] = {item.pk: [] for item in items}
    for find in USES:
        for pk, found in find(user, items).items():
            uses[pk].extend(found)
    return uses
