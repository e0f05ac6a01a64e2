"""A date as the browser offers it, typed as year-month-day without one."""

from django import forms


class DayInput(forms.DateInput):
    """One box. The browser's own calendar where it has one."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")
