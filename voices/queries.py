"""What lists of activities add to their rows: the year, the foot of the ladder."""

from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.db.models.functions import ExtractYear

from voices.facts import steps

APRIL = 4  # boards plan and report from 1 April to 31 March


def with_year(rows, day: str = "held_on"):
    """Rows with `year`: the first calendar year of the financial year of a day."""
    return rows.annotate(
        year=Case(
            When(**{f"{day}__month__gte": APRIL}, then=ExtractYear(day)),
            default=ExtractYear(day) - Value(1),
            output_field=IntegerField(),
        )
    )


def with_rung(rows, board):
    """Rows with `is_low`: on a rung that is no participation at all."""
    low = Q(pk__in=[])
    for one in steps(board):
        if not one.is_participation:
            low |= Q(ladder=one.ladder, rung=one.rung.key)
    return rows.annotate(is_low=Case(When(low, then=Value(True)), default=Value(False)))


def with_escalations(rows):
    """Rows with how often they were put to a group, and how often it decided."""
    return rows.annotate(
        escalated=Count("escalations"),
        decided=Count("escalations", filter=Q(escalations__decided_on__isnull=False)),
    )


def year_words(first: int) -> str:
    """2025 as people write the financial year: 2025-26."""
    return f"{first}-{(first + 1) % 100:02d}"


def years_of(rows) -> list[tuple[str, str]]:
    """Years in which something was recorded, newest first. One query; needs `year`."""
    found = rows.order_by().values_list("year", flat=True).distinct()
    return [(str(year), year_words(year)) for year in sorted(found, reverse=True)]
