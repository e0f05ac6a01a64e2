"""Two people at once: nobody's words are lost, the second sees the first's."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.services.links import set_links


class StaleVersion(ValidationError):
    """Somebody saved the row since it was shown. `current` is what they left."""

    def __init__(self, current):
        self.current = current
        super().__init__(
            _("Somebody else changed this while you were writing."), code="stale"
        )


@transaction.atomic
def save_version(*, record, values: dict, version: int, by):
    """Save a row if nobody saved it since `version`; raises StaleVersion otherwise.

    Lists of links keep what the person may not see.
    """
    rows = type(record).objects.select_for_update(of=("self",))
    current = rows.get(pk=record.pk)
    if current.version != version:
        raise StaleVersion(current)
    many = {field.name for field in current._meta.many_to_many}
    for name in values.keys() - many:
        setattr(current, name, values[name])
    current.version += 1
    current._history_user = by
    current.save()
    for name in values.keys() & many:
        set_links(record=current, name=name, chosen=values[name], by=by)
    return current
