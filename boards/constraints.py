"""Constraints that every floor above uses."""

from django.db.models import CheckConstraint, F, Q


def paired(at: str, by: str, name: str) -> CheckConstraint:
    """A moment and the person travel together: both set or both empty."""
    both = Q(**{f"{at}__isnull": False, f"{by}__isnull": False})
    neither = Q(**{f"{at}__isnull": True, f"{by}__isnull": True})
    return CheckConstraint(condition=both | neither, name=name)


def in_order(first: str, last: str, name: str) -> CheckConstraint:
    """The first date is not after the last, where both are set."""
    empty = Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True})
    return CheckConstraint(condition=empty | Q(**{f"{first}__lte": F(last)}), name=name)
