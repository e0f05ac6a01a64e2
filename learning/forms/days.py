"""The date box of every floor."""

from boards.forms.days import DayField, DayInput

__all__ = ["DayField", "DayInput"]
