"""The date box of every floor."""

from boards.forms.days import DayField

__all__ = ["DayField"]
