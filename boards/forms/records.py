"""Forms for access records and bank holidays."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.fields import DateField
from boards.forms.days import DayField


class RecordFilterForm(forms.Form):
    """Find who did what, when."""

    person = forms.CharField(label=_("Person"), required=False)
    action = forms.CharField(label=_("What was done"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def apply(self, rows):
        """Records that match; a date that cannot be read narrows nothing."""
        self.is_valid()
        fields = {
            "person": "user_name__icontains",
            "action": "action__icontains",
            "since": "at__date__gte",
            "until": "at__date__lte",
        }
        asked = {k: v for k, v in self.cleaned_data.items() if v}
        return rows.filter(**{fields[key]: value for key, value in asked.items()})


class HolidayForm(forms.Form):
    """A day nobody works that the table lacks."""

    day = DateField(label=_("Day"))
    name = forms.CharField(label=_("What it is called"), max_length=80)
