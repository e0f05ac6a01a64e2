"""Linking one source with another."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import Shown, form_helper
from boards.forms import ScopedForm
from boards.widgets import Radios
from learning.choices import LinkKind
from learning.forms.screening import ScreenedForm
from learning.models import LearningSource


class LinkForm(ScreenedForm, ScopedForm):
    """Which source, and how the present one bears on it."""

    other = forms.ModelChoiceField(
        LearningSource.objects.none(),
        label=_("Which source?"),
        widget=Radios,
        empty_label=None,
    )
    kind = forms.ChoiceField(
        label=_("How does this source bear on it?"), choices=LinkKind, widget=Radios
    )
    note = forms.CharField(label=_("Note"), max_length=250, required=False)

    def __init__(self, *args, offered, most: int, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        field.queryset = offered
        field.label_from_instance = _label
        # Shown: the newest; accepted: whatever the person may see.
        field.choices = [(row.pk, _label(row)) for row in offered[:most]]
        self.helper = form_helper(self, Shown("other", small=True), "kind", "note")


def _label(source) -> str:
    return f"{source.title} ({source.get_kind_display()}, {source.reference})"
