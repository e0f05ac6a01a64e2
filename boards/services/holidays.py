"""Corrections of the bank-holiday table."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards import calendars
from boards.models import BankHoliday
from frameworks.calendar import bank_holidays


def all_holidays():
    """Every day of the table, the shipped ones until some were loaded."""
    rows = list(BankHoliday.objects.all())
    return rows or [BankHoliday(day=d.date, name=d.name) for d in _shipped()]


def _shipped():
    return bank_holidays().holidays


@transaction.atomic
def add_holiday(*, day, name: str, by) -> BankHoliday:
    """Add a day nobody works; raises ValidationError when it is known already."""
    _load_shipped()
    holiday, created = BankHoliday.objects.get_or_create(
        day=day, defaults={"name": name}
    )
    if not created:
        raise ValidationError({"day": _("This day is in the table already.")})
    transaction.on_commit(calendars.forget)
    return holiday


@transaction.atomic
def remove_holiday(*, day, by) -> None:
    """Take a day out, if it is there. The history of the table keeps it."""
    _load_shipped()
    for row in BankHoliday.objects.filter(day=day):
        row.delete()
    transaction.on_commit(calendars.forget)


def _load_shipped() -> None:
    """A correction stands beside the shipped days, never instead of them."""
    if not BankHoliday.objects.exists():
        for day in _shipped():
            BankHoliday.objects.create(day=day.date, name=day.name)
