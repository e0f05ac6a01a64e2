"""Moves a source through its stages, and keeps the days its clocks start."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boards.calendars import working_calendar
from frameworks.packs import load_pack
from frameworks.reviews import Limit
from frameworks.vocabulary import Clock
from learning.conditions import Unmet, missing, unmet
from learning.models import LearningSource, Milestone, SourceDate, StageEvent
from learning.process import process_of, review_type_of, said, stage_of
from learning.services.limits import extend_limit, pause_limit, resume_limit

__all__ = [
    "MoveRefused",
    "Way",
    "advance",
    "extend_limit",
    "forget_date",
    "limits_from",
    "moves_of",
    "pause_limit",
    "record_date",
    "resume_limit",
]


class MoveRefused(ValidationError):
    """A move that is not open yet; its messages say what is missing."""


@dataclass(frozen=True)
class Way:
    """A way on from here: the stage it leads to, and what stands in the way."""

    to: str
    name: str
    is_end: bool
    is_back: bool
    unmet: list[Unmet]

    @property
    def is_open(self) -> bool:
        return not self.unmet


def moves_of(source) -> list[Way]:
    """Ways on from where the source stands, in the order of its pack."""
    process, stage = process_of(source), stage_of(source)
    keys = [one.key for one in process.stages] if stage else []
    return [
        Way(
            to=move.to,
            name=said(process.stage(move.to).name),
            is_end=process.stage(move.to).is_end,
            is_back=keys.index(move.to) < keys.index(stage.key),
            unmet=unmet(source, move.needs),
        )
        for move in (stage.moves if stage else ())
    ]


@transaction.atomic
def advance(
    *, source, to: str, by, note: str = "", on=None, seen: str = ""
) -> StageEvent:
    """Take one of the moves the pack allows, and start the clocks of the new stage.

    `seen` is the stage the person was looking at. Raises MoveRefused, saying what is
    missing or that somebody moved it before; ValidationError for a day before the
    last move or after today.
    """
    source = _locked(source)
    stage = stage_of(source)
    move = next((m for m in stage.moves if m.to == to), None) if stage else None
    if move is None or (seen and seen != source.stage):
        raise MoveRefused(_moved_before(source, stage))
    if problems := missing(source, move.needs):
        raise MoveRefused(problems)
    day = on or timezone.localdate()
    _require_day_in_order(source, day)
    return _enter(source, to, by, note, day)


def _locked(source) -> LearningSource:
    """The source as it stands now, kept from others until the work is done."""
    return LearningSource.objects.select_for_update().get(pk=source.pk)


def _moved_before(source, stage) -> str:
    return _(
        "Somebody moved it before you. It stands at: %(stage)s. Look at what is "
        "next there."
    ) % {"stage": said(stage.name) if stage else source.stage}


def _require_day_in_order(source, day) -> None:
    last = source.events.order_by("pk").last()
    entered = last.on if last else source.opened_on
    if day > timezone.localdate():
        raise ValidationError({"on": _("Enter a date that is today or in the past.")})
    if day < entered:
        words = _("It came to the present stage on %s. Enter that day or a later one.")
        raise ValidationError({"on": words % date_format(entered, "j F Y")})


def _enter(source, to, by, note, day):
    event = StageEvent.objects.create(
        source=source, from_stage=source.stage, to_stage=to, by=by, note=note, on=day
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
    that end with it. The law in force on that day sets the limits.

    A corrected day moves its limits, met or not, but none that somebody extended or
    paused. Raises ValidationError for a day in the future; publication may be planned.
    """
    if on > timezone.localdate() and clock != Clock.PUBLISHED:
        raise ValidationError({"on": _("Enter a date that is today or in the past.")})
    source = _locked(source)
    kept = source.dates.filter(clock=clock).first() or SourceDate(
        source=source, clock=clock
    )
    kept.on, kept.by, kept.at, kept._history_user = on, by, timezone.now(), by
    kept.save()
    _start_limits(source, clock, on, by)
    _meet(source, clock, on, by)
    return kept


@transaction.atomic
def forget_date(*, source, clock: Clock, by) -> None:
    """Take back a day recorded by mistake: limits it started go, limits it met are
    open again. Raises ValidationError where somebody changed a limit it started."""
    source = _locked(source)
    started = source.milestones.filter(
        key__in=[one.key for one in limits_from(source, clock)]
    )
    if started.filter(changes__isnull=False).exists():
        raise ValidationError(
            _("A limit that runs from it was extended or paused. Correct the day.")
        )
    _drop(started, by)
    for milestone in source.milestones.filter(until=clock):
        milestone.met_on, milestone.met_by, milestone._history_user = None, None, by
        milestone.save()
    _drop(source.dates.filter(clock=clock), by)


def _drop(rows, by) -> None:
    for row in rows:
        row._history_user = by
        row.delete()


def limits_from(source, clock) -> list[Limit]:
    """Every limit of the source's type that runs from a clock, whatever the day."""
    kind = review_type_of(source)
    named = kind.limits if kind else ()
    limits = load_pack(source.board.pack).limits
    return [one for one in limits if one.key in named and one.after == clock]


def _start_limits(source, clock, on, by) -> None:
    for limit in limits_from(source, clock):
        known = source.milestones.filter(key=limit.key).first()
        if known and known.changes.exists():
            continue
        if limit.in_force(on):
            _start(known or Milestone(source=source, key=limit.key), limit, on, by)
        elif known:
            _drop([known], by)


def _start(row, limit, starts_on, by) -> None:
    due = working_calendar().add(starts_on, limit.count, limit.unit)
    row.name_en, row.name_cy = limit.name.en, limit.name.cy
    row.until, row.basis, row.unverified = limit.until, limit.basis, limit.unverified
    row.unit, row.count = limit.unit, limit.count
    row.starts_on, row.due_on, row.original_due_on = starts_on, due, due
    row._history_user = by
    row.save()
    if ended := row.source.dates.filter(clock=limit.until).first():
        _meet(row.source, limit.until, ended.on, ended.by or by)


def _meet(source, clock, on, by) -> None:
    """What is planned for a later day meets nothing yet."""
    happened = on <= timezone.localdate()
    for milestone in source.milestones.filter(until=clock):
        milestone.met_on = on if happened else None
        milestone.met_by = by if happened else None
        milestone.paused_on = None if happened else milestone.paused_on
        milestone._history_user = by
        milestone.save()
