"""A date as the browser offers it, typed as year-month-day without one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.fields import FIRST_YEAR, LAST_YEAR


class DayInput(forms.DateInput):
    """One box. The browser's own calendar where it has one."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day in one box. A day before or after it can always be counted."""

    widget = DayInput

    def to_python(self, value):
        day = super().to_python(value)
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            message = _("Enter a real date, with a year such as 2026")
            raise forms.ValidationError(message, code="invalid")
        return day
