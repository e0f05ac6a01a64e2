"""A date as the browser offers it, or as people type it, in one box."""

import datetime
import re

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.fields import DateField

BETWEEN_PARTS = re.compile(r"[\s./-]+")
LONGEST = 40  # characters of a date, its month in words


class DayInput(forms.DateInput):
    """One box. The browser's own calendar where it has one."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class DayField(forms.Field):
    """A day in one box, read as the three boxes of a DateField are."""

    widget = DayInput

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, datetime.date):
            return value or None
        parts = BETWEEN_PARTS.split(value.strip())
        if len(parts) != 3 or len(value) > LONGEST:
            message = _("Enter a real date, such as 27 3 2026")
            raise forms.ValidationError(message, code="invalid")
        year_first = len(parts[0]) == 4 and parts[0].isdecimal()  # as browsers send it
        return DateField().compress(parts[::-1] if year_first else parts)
