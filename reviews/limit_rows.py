"""The limits of one review: running, met, standing still, and those to come."""

from dataclasses import dataclass

from frameworks.packs import load_pack
from learning.limits import Countdown, beyond_the_table, countdown
from learning.models import Milestone
from learning.process import review_type_of, said
from reviews.type_words import CLOCKS, span


@dataclass(frozen=True)
class LimitRow:
    """One limit that a clock has started."""

    limit: Milestone
    countdown: Countdown
    changes: list
    past_the_table: bool
    may_change: bool


@dataclass(frozen=True)
class LimitToCome:
    """One limit whose clock has not started."""

    name: str
    span: str
    clock: str
    clock_key: str
    unverified: bool


def limit_rows(user, source, today) -> list[LimitRow]:
    """Limits with a due date, the nearest first."""
    closed = source.closed_on is not None
    found = Milestone.objects.visible_to(user).filter(source=source)
    return [
        LimitRow(
            limit=row,
            countdown=countdown(row, today, closed=closed),
            changes=list(row.changes.all()),
            past_the_table=row.is_open and beyond_the_table(row),
            may_change=row.is_open and not closed,
        )
        for row in found.prefetch_related("changes__by")
    ]


def limits_to_come(source, rows, today) -> list[LimitToCome]:
    """Limits of the type in force today that wait for their clock."""
    kind = review_type_of(source)
    if kind is None or source.closed_on:
        return []
    started = {row.limit.key for row in rows}
    return [
        LimitToCome(
            said(limit.name),
            span(limit.count, limit.unit),
            str(CLOCKS[limit.after]),
            limit.after.value,
            limit.unverified,
        )
        for limit in load_pack(source.board.pack).limits_of(kind, today)
        if limit.key not in started
    ]
