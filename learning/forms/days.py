"""The date box of every floor."""

from boards.forms.days import DayInput

__all__ = ["DayInput"]
