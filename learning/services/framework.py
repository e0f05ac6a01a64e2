"""Changes the business unit makes to its framework."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from learning.models import FrameworkNote, Priority, SourceType
from learning.services.versions import save_version, set_links
from learning.services.years import next_financial_year


@transaction.atomic
def add_source_type(*, board, values: dict, by) -> SourceType:
    """A new row at the end of the board's learning table."""
    many = {f.name for f in SourceType._meta.many_to_many}
    row = SourceType(board=board, **{k: v for k, v in values.items() if k not in many})
    types = SourceType.objects.filter(board=board)
    row.key = new_key(row.name_en)
    row.order = (types.aggregate(last=Max("order"))["last"] or 0) + 1
    row._history_user = by
    row.save()
    for name in many & values.keys():
        set_links(record=row, name=name, chosen=values[name], by=by)
    return row


def new_key(name: str) -> str:
    """A key made of the name. Always drawn: one that gives way would tell of a row
    that the person may not see."""
    return f"{slugify(name)[:70] or 'row'}-{get_random_string(6).lower()}"


def retire_source_type(*, source_type, retired: bool, version: int, by) -> SourceType:
    """Take a row out of use, or back into it. Its items stay (SOM-5)."""
    day = timezone.localdate() if retired else None
    return save_version(
        record=source_type, values={"retired_on": day}, version=version, by=by
    )


@transaction.atomic
def save_note(*, board, values: dict, version: int, by) -> FrameworkNote:
    """Where the framework came from; the first save makes the row."""
    note = FrameworkNote.objects.filter(board=board).first()
    if note is None:
        note = FrameworkNote(board=board, **values)
        note._history_user = by
        note.save()
        return note
    return save_version(record=note, values=values, version=version, by=by)


@transaction.atomic
def add_priority(*, board, year: str, text_en: str, text_cy: str = "", by) -> Priority:
    """The next numbered priority of a year."""
    of_year = Priority.objects.filter(board=board, year=year)
    last = of_year.aggregate(last=Max("number"))["last"] or 0
    row = Priority(
        board=board, year=year, number=last + 1, text_en=text_en, text_cy=text_cy
    )
    row._history_user = by
    row.save()
    return row


@transaction.atomic
def copy_priorities(*, board, from_year: str, by) -> str:
    """Last year's priorities as a start for the next; raises if it has some."""
    year = next_financial_year(from_year)
    if Priority.objects.filter(board=board, year=year).exists():
        raise ValidationError(_("That year already has priorities."))
    for old in Priority.objects.filter(board=board, year=from_year):
        row = Priority(
            board=board,
            year=year,
            number=old.number,
            text_en=old.text_en,
            text_cy=old.text_cy,
        )
        row._history_user = by
        row.save()
    return year
