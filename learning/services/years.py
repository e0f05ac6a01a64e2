"""The year boards plan and report by."""

from datetime import date

from django.utils import timezone


def financial_year(day: date | None = None) -> str:
    """The year from 1 April to 31 March a day lies in, such as 2026-27."""
    day = day or timezone.localdate()
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}-{(first + 1) % 100:02d}"


def next_financial_year(year: str) -> str:
    """The label after this one."""
    first = int(year[:4]) + 1
    return f"{first}-{(first + 1) % 100:02d}"
