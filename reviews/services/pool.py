"""Keeps the pool of chairs, reviewers and panel members (CTM-26)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from reviews.models import PoolPerson


@transaction.atomic
def add_to_pool(*, board, values: dict, offered: bool, by) -> PoolPerson:
    """Add a person of the board; `offered` by an agency waits for an officer.

    Raises ValidationError for somebody who is in the pool already.
    """
    person = PoolPerson(board=board, offered=offered, **values)
    person._history_user = by
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as problem:
        said = _("%s is in the pool already.") % values["user"]
        raise ValidationError({"user": said}) from problem
    return person


@transaction.atomic
def confirm_offer(*, person: PoolPerson, by) -> PoolPerson:
    """An officer takes somebody an agency offered into the pool."""
    person = PoolPerson.objects.select_for_update().get(pk=person.pk)
    person.offered = False
    person.version += 1
    person._history_user = by
    person.save()
    return person
