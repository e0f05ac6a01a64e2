"""Places and comparators as a board keeps them."""

from django.db import transaction

from learning.services.versions import save_version


@transaction.atomic
def edit_place(*, place, values: dict, version: int, by):
    """Change a place's names, codes and days. Raises StaleVersion."""
    return save_version(record=place, values=values, version=version, by=by)


@transaction.atomic
def edit_comparator(*, group, values: dict, version: int, by):
    """Change whom a board compares itself with. Raises StaleVersion."""
    return save_version(record=group, values=values, version=version, by=by)
