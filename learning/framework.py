"""What a framework says, gathered for its pages."""

from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.choices import GroupFunctionChoices
from boards.models import BankHoliday, Group, GroupFunction
from frameworks.calendar import WorkingCalendar, add_months, bank_holidays
from frameworks.schema import Words
from learning.models import (
    Audience,
    FrameworkNote,
    ReportTemplate,
    SharingMethod,
    TimetableEntry,
)
from learning.months import MONTHS, next_due
from learning.services.years import next_financial_year
from learning.table import in_language, pack_of

FRAMEWORK = "framework"  # the place of panels that floors above put on the page
PURPOSES = {
    "share": gettext_lazy("Sharing"),
    "embed": gettext_lazy("Embedding"),
    "test_impact": gettext_lazy("Testing the impact"),
}


def note_of(board, user):
    """Where the framework came from, or None before a pack is loaded."""
    return FrameworkNote.objects.visible_to(user).filter(board=board).first()


def page(board, user) -> dict:
    """Everything on the framework page, in a fixed few queries."""
    pack = pack_of(board)
    note = note_of(board, user)
    return {
        "note": note,
        "references": note.references.splitlines() if note else [],
        "review_due": review_due(note),
        "objectives": _texts(pack.board.objectives) if pack else [],
        "principles": _texts(pack.board.principles) if pack else [],
        "cycle": [in_language(step) for step in pack.board.cycle] if pack else [],
        "functions": groups_by_function(board, user),
        "sharing": _methods(board, user),
        "audiences": Audience.objects.visible_to(user).filter(board=board),
        "templates": _templates(board, user),
    }


def _texts(numbered) -> list[str]:
    return [in_language(each.text) for each in numbered]


def review_due(note):
    """The day the framework is next to be looked at again, if it can be said."""
    start = note and (note.reviewed_on or note.valid_from)
    if not start or not note.review_every_months:
        return None
    return add_months(start, note.review_every_months)


def groups_by_function(board, user) -> list[tuple[str, list]]:
    """What groups do with learning today: function, then the groups."""
    held = (
        GroupFunction.objects.visible_to(user)
        .live()
        .filter(group__in=Group.objects.visible_to(user).of(board))
        .select_related("group")
        .order_by("group__name_en")
    )
    found = {value: [] for value in GroupFunctionChoices.values}
    for row in held:
        if row.group not in found[row.function]:
            found[row.function].append(row.group)
    labels = dict(GroupFunctionChoices.choices)
    return [(labels[key], groups) for key, groups in found.items() if groups]


def _methods(board, user):
    rows = list(SharingMethod.objects.visible_to(user).filter(board=board))
    return [
        (label, [row for row in rows if purpose in row.purposes])
        for purpose, label in PURPOSES.items()
    ]


def _templates(board, user):
    return [
        {
            "template": row,
            "header": _listed(row.header),
            "columns": _listed(row.columns),
            "rows": _listed(row.rows),
            "sections": _listed(row.sections),
        }
        for row in ReportTemplate.objects.visible_to(user).filter(board=board)
    ]


def _listed(texts) -> list[str]:
    return [localised_pair(text) for text in texts]


def localised_pair(text: dict) -> str:
    """A text kept as {en, cy} in the reader's language."""
    return in_language(Words(text.get("en", ""), text.get("cy", "")))


def bodies(board, user) -> dict[str, str]:
    """Who gives or receives a report: key -> name."""
    groups = Group.objects.visible_to(user).of(board)
    plain = {"agencies": _("Partner agencies"), "business_unit": _("Business unit")}
    return plain | {group.key: str(group) for group in groups}


def entries(board, user, strand: str = "") -> list[TimetableEntry]:
    """The timetable with names in place of keys and the next due day of each."""
    names = bodies(board, user)
    today = timezone.localdate()
    rows = TimetableEntry.objects.visible_to(user).current().filter(board=board)
    rows = list(rows.select_related("source_type"))
    if strand:
        rows = [row for row in rows if _of_strand(row, strand)]
    for row in rows:
        row.giver = names.get(row.given_by, row.given_by)
        row.receiver = names.get(row.received_by, row.received_by)
        row.due_on = next_due(row.months, row.day, today)
    return rows


def _of_strand(row, strand) -> bool:
    return row.source_type is None or row.source_type.strand in (strand, "both")


def by_month(rows) -> list[tuple]:
    """January to December, each with its reports."""
    return [
        (name, [row for row in rows if number in row.months]) for number, name in MONTHS
    ]


def ahead(rows) -> list[TimetableEntry]:
    """Reports by the day they fall due next; a note where nobody works that day."""
    calendar = working_calendar()
    due = sorted((row for row in rows if row.due_on), key=lambda row: row.due_on)
    for row in due:
        row.works = calendar.is_working_day(row.due_on)
    return due


def working_calendar() -> WorkingCalendar:
    """The board's table of bank holidays, as corrected in the browser."""
    days = BankHoliday.objects.values_list("day", flat=True)
    return WorkingCalendar(days, bank_holidays().known_until)


def by_year(rows) -> list[tuple]:
    """Years, newest first, each with its priorities."""
    return [
        (year, list(each)) for year, each in groupby(rows, key=lambda row: row.year)
    ]


def year_to_copy_to(rows) -> str:
    """The year after the last one that has priorities."""
    years = [row.year for row in rows]
    return next_financial_year(max(years)) if years else ""
