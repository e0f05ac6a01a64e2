"""Moves a source through its stages, and keeps its clocks and limits."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.calendars import working_calendar
from frameworks.packs import load_pack
from frameworks.reviews import Limit, Move
from frameworks.vocabulary import Clock, Unit
from learning.choices import LimitChange
from learning.conditions import missing
from learning.models import (
    LearningSource,
    Milestone,
    MilestoneChange,
    SourceDate,
    StageEvent,
)
from learning.process import process_of, review_type_of, said, stage_of


class MoveRefused(ValidationError):
    """A move that is not open yet; its messages say what is missing."""


def moves_of(source) -> list[tuple[Move, str, list[str]]]:
    """Ways on from here: the move, the stage it leads to in words, what is missing."""
    process, stage = process_of(source), stage_of(source)
    if stage is None:
        return []
    return [
        (move, said(process.stage(move.to).name), missing(source, move.needs))
        for move in stage.moves
    ]


@transaction.atomic
def advance(*, source, to: str, by, note: str = "", on=None) -> StageEvent:
    """Take one of the moves the pack allows, and start the clocks of the new stage.

    Raises MoveRefused, saying what is missing or that somebody moved it before.
    """
    source = LearningSource.objects.select_for_update().get(pk=source.pk)
    stage = stage_of(source)
    move = next((m for m in stage.moves if m.to == to), None) if stage else None
    if move is None:
        raise MoveRefused(_("It has moved on meanwhile. Look at where it stands now."))
    if problems := missing(source, move.needs):
        raise MoveRefused(problems)
    return _enter(source, to, by, note, on or timezone.localdate())


def _enter(source, to, by, note, day):
    event = StageEvent.objects.create(
        source=source, from_stage=source.stage, to_stage=to, by=by, note=note
    )
    source.stage = to
    entered = stage_of(source)
    source.closed_on = day if entered.is_end else None
    source._history_user = by
    source.save(update_fields=["stage", "closed_on"])
    if entered.starts and not source.dates.filter(clock=entered.starts).exists():
        record_date(source=source, clock=entered.starts, on=day, by=by)
    return event


@transaction.atomic
def record_date(*, source, clock: Clock, on: datetime.date, by) -> SourceDate:
    """Keep the day a clock started: open the limits that run from it, meet those
    that end with it. A corrected day moves only limits nobody has extended or met.

    Raises ValidationError for a day in the future.
    """
    if on > timezone.localdate() and clock != Clock.PUBLISHED:
        raise ValidationError(_("Enter a date that is today or in the past."))
    kept, _new = SourceDate.objects.update_or_create(
        source=source, clock=clock, defaults={"on": on, "by": by}
    )
    for limit in _limits(source, on):
        if limit.after == clock:
            _open(source, limit, on)
    _meet(source, clock, on, by)
    return kept


def _limits(source, day) -> list[Limit]:
    kind = review_type_of(source)
    return load_pack(source.board.pack).limits_of(kind, day) if kind else []


def _open(source, limit, starts_on):
    due = working_calendar().add(starts_on, limit.count, limit.unit)
    known = source.milestones.filter(key=limit.key).first()
    if known and (known.met_on or known.changes.exists()):
        return
    row = known or Milestone(source=source, key=limit.key)
    row.name_en, row.name_cy = limit.name.en, limit.name.cy
    row.until, row.basis, row.unverified = limit.until, limit.basis, limit.unverified
    row.unit, row.count = limit.unit, limit.count
    row.starts_on, row.due_on, row.original_due_on = starts_on, due, due
    row.save()
    if ended := source.dates.filter(clock=limit.until).first():
        _meet(source, limit.until, ended.on, ended.by)


def _meet(source, clock, on, by):
    for milestone in source.milestones.filter(until=clock):
        milestone.met_on, milestone.met_by, milestone.paused_on = on, by, None
        milestone._history_user = by
        milestone.save()


def _locked(milestone):
    return Milestone.objects.select_for_update().get(pk=milestone.pk)


@transaction.atomic
def extend_limit(*, milestone, new_due_on, reason: str, by) -> MilestoneChange:
    """More time, with the reason. Raises ValidationError for an earlier day, or
    where the limit was met."""
    milestone = _locked(milestone)
    if milestone.met_on:
        raise ValidationError(_("This limit was met already."))
    if new_due_on <= milestone.due_on:
        raise ValidationError(
            {"new_due_on": _("Enter a date after the present due date.")}
        )
    return _change(milestone, LimitChange.EXTENDED, new_due_on, reason, by)


@transaction.atomic
def pause_limit(*, milestone, reason: str, by) -> MilestoneChange:
    """Stop the clock from today: for a trial or an inquest. Raises ValidationError
    where it stands still already or was met."""
    milestone = _locked(milestone)
    if milestone.met_on or milestone.paused_on:
        raise ValidationError(_("This limit does not run."))
    milestone.paused_on = timezone.localdate()
    return _change(milestone, LimitChange.PAUSED, milestone.due_on, reason, by)


@transaction.atomic
def resume_limit(*, milestone, reason: str, by) -> MilestoneChange:
    """Let the clock run on: the due date moves by the time it stood still."""
    milestone = _locked(milestone)
    if not milestone.paused_on:
        raise ValidationError(_("This limit runs already."))
    due = _after_pause(milestone, timezone.localdate())
    milestone.paused_on = None
    return _change(milestone, LimitChange.RESUMED, due, reason, by)


def _after_pause(milestone, today):
    if milestone.unit != Unit.WORKING_DAYS:
        return milestone.due_on + (today - milestone.paused_on)
    calendar = working_calendar()
    stood = calendar.working_days_between(milestone.paused_on, today)
    return calendar.add_working_days(milestone.due_on, stood)


def _change(milestone, kind, new_due_on, reason, by):
    change = MilestoneChange.objects.create(
        milestone=milestone,
        kind=kind,
        old_due_on=milestone.due_on,
        new_due_on=new_due_on,
        reason=reason,
        by=by,
    )
    milestone.due_on = new_due_on
    milestone._history_user = by
    milestone.save()
    return change
