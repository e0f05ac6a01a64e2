"""Forms two people may hold at once, and forms that take up words not saved yet."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.widgets import PARTS, DateInput
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedForm


class MergingForm(ScreenedForm, VersionedForm):
    """A versioned form that asks again only where both changed the same field.

    For a row not made yet it carries a mark instead: sent twice, it makes one row.
    """

    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["sent_once"]
        else:
            del self.fields["version"]
            self.initial.setdefault("sent_once", uuid.uuid4())

    def show_stale(self, problem) -> None:
        """Take over what only the other person changed; show the rest side by side."""
        self.data = self.data.copy()
        for name in problem.untouched & self.fields.keys():
            self._put(name, getattr(problem.current, name))
        self.show_conflict(problem.current)

    def _put(self, name, value):
        field, key = self.fields[name], self.add_prefix(name)
        if isinstance(field.widget, DateInput):
            for part, typed in zip(PARTS, field.widget.decompress(value), strict=True):
                self.data[f"{key}_{part}"] = typed
        elif isinstance(field.widget, forms.CheckboxInput):
            self.data[key] = "on" if value else ""
        else:
            ready = field.prepare_value(value)
            self.data[key] = "" if ready is None else ready


def not_to_come(day):
    """A day that has happened, or an error in words."""
    if day and day > timezone.localdate():
        raise forms.ValidationError(_("Enter a date that is today or in the past."))
    return day
