"""What happened to a review, newest first: moves, days, decisions, changed limits."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from learning.choices import LimitChange
from learning.limits import day_in_words
from learning.models import MilestoneChange, SourceDate
from learning.process import domain_name, process_of, said
from reviews.models import Decision
from reviews.type_words import CLOCKS


@dataclass(frozen=True)
class Event:
    """One entry, as components/timeline.html shows it."""

    title: str
    at: datetime.datetime
    by: object = None
    text: str = ""


def timeline(user, review, moves, works: bool) -> list[Event]:
    """Moves for whoever sees the review; the rest for those who work on it."""
    found = [_moved(review.source, event, works) for event in moves]
    if works:
        found += _days(review.source)
        found += _decisions(user, review)
        found += _limits(user, review.source)
    return sorted(found, key=lambda event: event.at, reverse=True)


def _moved(source, event, works) -> Event:
    process = process_of(source)
    stage = process.stage(event.to_stage) if process else None
    name = said(stage.name) if stage else event.to_stage
    title = _("Moved on to: %s") if event.from_stage else _("Opened at: %s")
    lines = [event.note] if works and event.note else []
    if event.on != timezone.localdate(event.at):
        lines += [_("On %s") % day_in_words(event.on)]
    lines += [domain_name(source.board, stage.domain)] if stage else []
    return Event(title % name, event.at, event.by, "\n".join(lines))


def _days(source) -> list[Event]:
    """Every state of every day: a legal clock that was corrected shows it."""
    words = {
        "+": _("Day recorded: %s"),
        "~": _("Day corrected: %s"),
        "-": _("Day taken back: %s"),
    }
    kept = SourceDate.history.filter(source=source).select_related("history_user")
    return [
        Event(
            words[row.history_type] % CLOCKS.get(row.clock, row.clock),
            row.history_date,
            row.history_user,
            day_in_words(row.on),
        )
        for row in kept
    ]


def _decisions(user, review) -> list[Event]:
    made = Decision.objects.visible_to(user).filter(review=review)
    return [
        Event(
            _("Decided: %s") % row.get_outcome_display(),
            row.at,
            row.by,
            f"{day_in_words(row.decided_on)}, {row.decided_by}\n{row.reason}",
        )
        for row in made.select_related("by")
    ]


def _limits(user, source) -> list[Event]:
    changes = MilestoneChange.objects.visible_to(user).filter(milestone__source=source)
    return [
        Event(
            f"{change.get_kind_display()}: {change.milestone.name}",
            change.at,
            change.by,
            f"{_moved_due(change)}\n{change.reason}".strip(),
        )
        for change in changes.select_related("by", "milestone")
    ]


def _moved_due(change) -> str:
    if change.kind == LimitChange.PAUSED:
        return _("Due on %s when it was stopped") % day_in_words(change.old_due_on)
    return _("From %(old)s to %(new)s") % {
        "old": day_in_words(change.old_due_on),
        "new": day_in_words(change.new_due_on),
    }
