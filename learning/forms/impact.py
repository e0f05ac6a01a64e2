"""Forms of telling the public what changed."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.crispy import Group as Fieldset
from boards.crispy import form_helper
from boards.forms.words import lines
from learning.choices import ImpactEntryState
from learning.forms.framework import BoardForm
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.impact_rules import groups_to_tell_for
from learning.models import ImpactEntry


class ImpactFilterForm(forms.Form):
    """Narrow the list of what changed."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *ImpactEntryState.choices],
    )

    def apply(self, entries):
        """What a value nobody understands narrows is nothing."""
        self.full_clean()
        for word in self.cleaned_data.get("q", "").split():
            entries = entries.filter(
                Q(title_en__icontains=word)
                | Q(title_cy__icontains=word)
                | Q(changed_en__icontains=word)
                | Q(reference__icontains=word)
            )
        state = self.cleaned_data.get("state")
        return entries.filter(state=state) if state else entries


class ImpactEntryForm(ScreenedForm, AddsOnce, BoardForm):
    """What was learnt, what was done and what changed, in plain words."""

    class Meta:
        model = ImpactEntry
        fields = [
            "group",
            *[f"{name}_{n}" for name in ImpactEntry.TEXTS for n in ("en", "cy")],
        ]
        widgets = {
            f"{name}_{n}": lines(4)
            for name in ImpactEntry.TEXTS[1:]
            for n in ("en", "cy")
        }
        help_texts = {
            "title_en": _("For example: more children are asked what they want"),
            "changed_en": _(
                "For people, not for agencies. Nobody may be recognisable."
            ),
            "shown_by_en": _("The measure, before and after"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups_to_tell_for(self.user, self.board)
        self.fields["group"].empty_label = _("Choose a group")
        self.helper = form_helper(self, *self._layout())

    def _layout(self):
        mark = [name for name in ("version", "sent_once") if name in self.fields]
        parts = [
            Fieldset(self.fields[f"{name}_en"].label, *self._both(name))
            if f"{name}_cy" in self.fields
            else f"{name}_en"
            for name in ImpactEntry.TEXTS
        ]
        return [*mark, *parts, "group"]

    def _both(self, name):
        self.fields[f"{name}_en"].label = _("In English")
        return f"{name}_en", f"{name}_cy"
