"""More time for a limit, and clocks that stand still: each with its reason."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.calendars import working_calendar
from frameworks.vocabulary import Unit
from learning.choices import LimitChange
from learning.models import LearningSource, Milestone, MilestoneChange

ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def extend_limit(*, milestone, new_due_on, reason: str, by) -> MilestoneChange:
    """More time, with the reason. Raises ValidationError for an earlier day, or
    where the limit was met, stands still or belongs to something closed."""
    milestone = _locked(milestone)
    if milestone.paused_on:
        raise ValidationError(
            _("This limit stands still. Let it run again, then extend it.")
        )
    if new_due_on <= milestone.due_on:
        raise ValidationError(
            {"new_due_on": _("Enter a date after the present due date.")}
        )
    return _change(milestone, LimitChange.EXTENDED, new_due_on, reason, by)


@transaction.atomic
def pause_limit(*, milestone, reason: str, by) -> MilestoneChange:
    """Stop the clock from today: for a trial or an inquest. Raises ValidationError
    where it stands still already, was met, or belongs to something closed."""
    milestone = _locked(milestone)
    if milestone.paused_on:
        raise ValidationError(_("This limit stands still already."))
    milestone.paused_on = timezone.localdate()
    return _change(milestone, LimitChange.PAUSED, milestone.due_on, reason, by)


@transaction.atomic
def resume_limit(*, milestone, reason: str, by) -> MilestoneChange:
    """Let the clock run on from today: the due date moves by how long it stood."""
    milestone = _locked(milestone)
    if not milestone.paused_on:
        raise ValidationError(_("This limit runs already."))
    due = due_after_pause(milestone, timezone.localdate())
    milestone.paused_on = None
    return _change(milestone, LimitChange.RESUMED, due, reason, by)


def due_after_pause(milestone, day) -> datetime.date:
    """When a paused limit falls due if it runs again from `day`.

    The day of the pause stands still, the day it resumes counts: a pause over a
    weekend costs no working day.
    """
    if milestone.unit != Unit.WORKING_DAYS:
        return milestone.due_on + (day - milestone.paused_on)
    calendar = working_calendar()
    stood = calendar.working_days_between(milestone.paused_on - ONE_DAY, day - ONE_DAY)
    return calendar.add_working_days(milestone.due_on, stood)


def _locked(milestone) -> Milestone:
    """The limit as it stands now. Its source is kept too: a day that is recorded
    meanwhile would write the limit's old date back."""
    source = LearningSource.objects.select_for_update().get(pk=milestone.source_id)
    fresh = Milestone.objects.filter(pk=milestone.pk).first()
    if fresh is None:
        raise ValidationError(_("This limit is gone: the day it ran from was changed."))
    if source.closed_on:
        raise ValidationError(_("The review is closed: its limits stay as they are."))
    if fresh.met_on:
        raise ValidationError(_("This limit was met already."))
    return fresh


def _change(milestone, kind, new_due_on, reason, by):
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
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
