"""What is said of an action: appended, never overwritten."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.choices import (
    MOVEMENT,
    OPEN_STATUSES,
    ActionStatus,
    Difference,
    UpdateKind,
)
from actionplans.models import Action, ActionUpdate, ImpactReview
from frameworks.calendar import add_months

REVISIT_AFTER_MONTHS = 6


def _locked(action) -> Action:
    return Action.objects.select_for_update().get(pk=action.pk)


def _save(action, by):
    action.version += 1
    action._history_user = by
    action.save()


def append(action, kind, by, **said) -> ActionUpdate:
    """Add an entry to the history of a locked action, and note the movement."""
    made = ActionUpdate.objects.create(action=action, kind=kind, by=by, **said)
    if kind in MOVEMENT:
        action.moved_at = made.at
    return made


def _set_status(action, status):
    if status and status != action.status:
        action.status, action.status_on = status, timezone.localdate()


@transaction.atomic
def record_progress(
    *, action, text: str, status: str, by, meeting=None, for_agency=None
) -> ActionUpdate:
    """Say how an action goes. Done takes a date to look again; Blue does not come
    this way. Raises ValidationError for a status only an impact review gives."""
    action = _locked(action)
    if status == ActionStatus.BLUE:
        raise ValidationError(
            {"status": _("An action is embedded only after its measure was re-tested.")}
        )
    kind = UpdateKind.PROGRESS if text.strip() else UpdateKind.NO_CHANGE
    if status == ActionStatus.DONE and action.status != status:
        kind = UpdateKind.DONE
        action.review_on = action.review_on or _first_look(action)
    _set_status(action, status)
    update = append(
        action, kind, by, text=text, status=action.status, meeting=meeting,
        for_agency=for_agency,
    )  # fmt: skip
    _save(action, by)
    return update


def _first_look(action) -> datetime.date:
    """Half a year after the intended date: a late finish does not put it off."""
    return add_months(action.due_on, REVISIT_AFTER_MONTHS)


@transaction.atomic
def extend(*, action, new_due_on, reason: str, by, meeting=None) -> ActionUpdate:
    """More time, with the reason, and counted. Raises ValidationError for an earlier
    day or an action that is not open."""
    action = _locked(action)
    if action.status not in OPEN_STATUSES:
        raise ValidationError(_("Only an open action can be extended."))
    if new_due_on <= action.due_on:
        raise ValidationError(
            {"new_due_on": _("Enter a date after the present due date.")}
        )
    update = append(
        action, UpdateKind.EXTENDED, by, text=reason, status=action.status,
        old_due_on=action.due_on, new_due_on=new_due_on, meeting=meeting,
    )  # fmt: skip
    action.due_on, action.extended = new_due_on, action.extended + 1
    _save(action, by)
    return update


@transaction.atomic
def review_impact(*, action, by, meeting=None, **said) -> ImpactReview:
    """Record a look back. Embedded turns the action Blue, and only with the measure
    re-tested; otherwise it rolls to the next date, counted from the intended one.

    Raises ValidationError where it was not done, or the re-test is missing.
    """
    action = _locked(action)
    if action.status not in (ActionStatus.DONE, ActionStatus.BLUE):
        raise ValidationError(
            _("Report the action done before its impact is reviewed.")
        )
    _require_retest(said)
    made = ImpactReview.objects.create(action=action, by=by, **said)
    if made.difference == Difference.EMBEDDED:
        _set_status(action, ActionStatus.BLUE)
    else:
        _set_status(action, ActionStatus.DONE)
    action.review_on = made.next_on or _next_look(action, made)
    append(
        action, UpdateKind.IMPACT, by, text=made.what_changed, status=action.status,
        meeting=meeting,
    )  # fmt: skip
    _save(action, by)
    return made


def _require_retest(said):
    if said["difference"] != Difference.EMBEDDED:
        return
    if not said.get("measure_retested") or not said.get("measure_result", "").strip():
        raise ValidationError(
            {
                "measure_result": _(
                    "Say what the measure shows now that it was re-tested."
                )
            }
        )


def _next_look(action, made):
    """From the intended date, so that a late look does not push the next one off."""
    if made.difference == Difference.EMBEDDED:
        return None
    day = action.review_on or made.held_on
    while day <= made.held_on:
        day = add_months(day, REVISIT_AFTER_MONTHS)
    return day
