"""Forms of returns: asking for a period, and the figures an agency types in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import Group as Fieldset
from boards.crispy import Shown, form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.widgets import Radios
from learning.forms.screening import ScreenedForm
from performance.choices import LineState
from performance.periods import read_period


class CallForm(ScopedForm):
    """Which period, and by when."""

    period = forms.CharField(
        label=_("Period"), max_length=60, help_text=_("For example Q2 2026-27")
    )
    due_on = DateField(label=_("Hand in by"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

    def clean_period(self):
        found = read_period(self.cleaned_data["period"])
        if found is None:
            raise forms.ValidationError(_("We cannot read this period."))
        return found


class ReturnForm(ScreenedForm, ScopedForm):
    """One block for each measure of the agency: figure or none, and what it means."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, measures, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.measures = list(measures)
        blocks = []
        for one in self.measures:
            line = known.get(one.pk)
            names = (f"state_{one.pk}", f"value_{one.pk}", f"commentary_{one.pk}")
            self.fields[names[0]] = forms.ChoiceField(
                label=_("Is there a figure?"), choices=LineState, required=False,
                widget=Radios, initial=line.state if line else "",
            )  # fmt: skip
            self.fields[names[1]] = forms.DecimalField(
                label=_("Figure"), required=False, max_digits=15,
                decimal_places=one.decimals, help_text=one.unit,
                initial=_plain(line.value, one) if line else None,
            )  # fmt: skip
            self.fields[names[2]] = forms.CharField(
                label=_("What it means, or why there is none"), required=False,
                max_length=4000, widget=lines(3),
                initial=line.commentary if line else "",
            )  # fmt: skip
            shown = [Shown(name, optional=False) for name in names]
            shown[1] = Shown(names[1], width=10, optional=False)
            blocks.append(Fieldset(one.name, *shown, hint=one.definition))
        self.helper = form_helper(self, "version", *blocks)

    def lines(self) -> dict:
        """Indicator id -> what was said of it."""
        data = self.cleaned_data
        return {
            one.pk: {
                name: data.get(f"{name}_{one.pk}")
                for name in ("state", "value", "commentary")
            }
            for one in self.measures
        }


def _plain(value, indicator):
    return None if value is None else round(value, indicator.decimals)
