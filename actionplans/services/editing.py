"""Changes what an action says. What one person changed, another keeps."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from actionplans.choices import PlanState, UpdateKind
from actionplans.models import Action
from actionplans.services.progress import append, locked, save_moved
from learning.services.versions import StaleVersion


@transaction.atomic
def edit_action(*, action, values: dict, version: int, by) -> Action:
    """Save what the person changed since `version` was shown to them.

    Raises StaleVersion only where somebody else changed the same words otherwise,
    ValidationError for a new date of an agreed action: that is an extension.
    """
    current = locked(action)
    if current.merged_into_id:
        raise ValidationError(_("This action was merged into another."))
    if current.version != version:
        values = _only_mine(current, values, version)
    changed = [name for name, value in values.items() if _differs(current, name, value)]
    if not changed:
        return current
    if "due_on" in changed:
        _move_first_date(current, values["due_on"])
    for name in changed:
        setattr(current, name, values[name])
    append(current, UpdateKind.EDITED, by, text=_labels(changed))
    save_moved(current, by)
    return current


def _move_first_date(action, due_on):
    if action.plan.state != PlanState.DRAFT or action.extended:
        words = _("Extend the date instead: this one was agreed.")
        raise ValidationError({"due_on": words})
    action.original_due_on = due_on


def _only_mine(current, values, version) -> dict:
    """What the person changed, where nobody else changed it to something different."""
    shown = current.history.filter(version=version).order_by("history_date").last()
    if shown is None:
        raise StaleVersion(current)
    mine = {n: v for n, v in values.items() if _differs(shown, n, v)}
    for name, value in mine.items():
        theirs = _stored(current, name)
        if _differs(shown, name, theirs) and _plain(theirs) != _plain(value):
            raise StaleVersion(current)
    return mine


def _differs(row, name, value) -> bool:
    return _plain(_stored(row, name)) != _plain(value)


def _stored(row, name):
    """What a row holds under a name; the key of what it points to."""
    return getattr(row, Action._meta.get_field(name).attname)


def _plain(value):
    """A value to compare: keys of rows, and lines that end one way."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return getattr(value, "pk", value)


def _labels(names) -> str:
    fields = [Action._meta.get_field(name) for name in names]
    labels = [capfirst(str(field.verbose_name)) for field in fields]
    return _("Changed: %s.") % ", ".join(labels)
