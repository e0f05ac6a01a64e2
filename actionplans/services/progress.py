"""What is said of an action: appended, never overwritten."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.choices import (
    MOVEMENT,
    OPEN_STATUSES,
    SETTLED_STATUSES,
    ActionStatus,
    RevisitKind,
    UpdateKind,
)
from actionplans.models import Action, ActionUpdate
from actionplans.rhythm import first_look

# Outcome-based accountability asks all three of everything done (SOL-2).
THREE_QUESTIONS = ("how_much", "how_well", "difference")
CLOSED = gettext_lazy("This action is closed. Open it again first.")


def locked(action) -> Action:
    """The row as it is now; nobody else writes it until the transaction ends."""
    rows = Action.objects.select_for_update(of=("self",)).select_related("board")
    return rows.get(pk=action.pk)


def save_moved(action, by) -> None:
    """Save a locked action as its next version."""
    action.version += 1
    action._history_user = by
    action.save()


def append(action, kind, by, **said) -> ActionUpdate:
    """Add an entry to the history of a locked action, and note the movement."""
    said.setdefault("status", action.status)
    made = ActionUpdate.objects.create(action=action, kind=kind, by=by, **said)
    if kind in MOVEMENT:
        action.moved_at = made.at
    return made


def set_status(action, status) -> None:
    if status and status != action.status:
        action.status, action.status_on = status, timezone.localdate()


def said_before(model, sent_once, by):
    """What the same form wrote the first time it was sent, or None."""
    if sent_once is None:
        return None
    return model.objects.filter(sent_once=sent_once, by=by).first()


@transaction.atomic
def record_progress(
    *, action, text: str, status: str, by, meeting=None, for_agency=None,
    answers: dict | None = None, sent_once=None,
) -> ActionUpdate:  # fmt: skip
    """Say how an action goes. Done takes a date to look again; Blue does not come
    this way. `answers` are those to the three questions, all asked before "done".

    Raises ValidationError for a status only an impact review gives, an action that
    is closed, or "done" with a question not answered. The same form sent twice says
    it once.
    """
    action = locked(action)
    if made := said_before(ActionUpdate, sent_once, by):
        return made
    _require_open_to_progress(action, status)
    _take_answers(action, answers)
    kind = _kind_of(action, text, status)
    if kind == UpdateKind.DONE:
        _require_three_answers(action)
        action.review_on = action.review_on or first_look(action)
    set_status(action, status)
    update = append(
        action, kind, by, text=text, meeting=meeting, for_agency=for_agency,
        sent_once=sent_once,
    )  # fmt: skip
    save_moved(action, by)
    return update


def _require_open_to_progress(action, status):
    if status == ActionStatus.BLUE:
        raise ValidationError(
            {"status": _("An action is embedded only after its measure was re-tested.")}
        )
    if status == ActionStatus.WITHDRAWN:
        raise ValidationError({"status": _("Withdraw the action with a reason.")})
    if action.merged_into_id or action.status in SETTLED_STATUSES:
        raise ValidationError(CLOSED)
    if action.status == ActionStatus.DONE and status in OPEN_STATUSES:
        raise ValidationError({"status": CLOSED})


def _take_answers(action, answers):
    """What somebody else answered stays where nothing was typed over it."""
    for name, words in (answers or {}).items():
        if words.strip():
            setattr(action, name, words)


def _require_three_answers(action):
    missing = [name for name in THREE_QUESTIONS if not getattr(action, name).strip()]
    if missing:
        said = _("Answer this before the action is reported done.")
        raise ValidationError({name: said for name in missing})


def _kind_of(action, text, status):
    if status == ActionStatus.DONE and action.status != status:
        return UpdateKind.DONE
    moved = text.strip() or (status and status != action.status)
    return UpdateKind.PROGRESS if moved else UpdateKind.NO_CHANGE


@transaction.atomic
def extend(
    *, action, new_due_on, reason: str, by, meeting=None, sent_once=None
) -> ActionUpdate:
    """More time, with the reason, and counted. Raises ValidationError for an earlier
    day, no reason, or an action that is not open."""
    action = locked(action)
    if made := said_before(ActionUpdate, sent_once, by):
        return made
    if not action.is_open:
        raise ValidationError(_("Only an open action can be extended."))
    _require_reason(reason)
    update = _move_due_date(
        action, UpdateKind.EXTENDED, new_due_on, reason, by,
        meeting=meeting, sent_once=sent_once,
    )  # fmt: skip
    save_moved(action, by)
    return update


def _move_due_date(action, kind, new_due_on, text, by, **said):
    if new_due_on <= action.due_on:
        raise ValidationError(
            {"new_due_on": _("Enter a date after the present due date.")}
        )
    dates = {"old_due_on": action.due_on, "new_due_on": new_due_on}
    action.due_on, action.extended = new_due_on, action.extended + 1
    return append(action, kind, by, text=text, **dates, **said)


def _require_reason(reason):
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})


@transaction.atomic
def withdraw(*, action, reason: str, by, meeting=None) -> ActionUpdate:
    """No longer needed, and why. Raises ValidationError where it was withdrawn or
    merged already."""
    action = locked(action)
    if action.merged_into_id or action.status == ActionStatus.WITHDRAWN:
        raise ValidationError(_("This action is closed already."))
    _require_reason(reason)
    set_status(action, ActionStatus.WITHDRAWN)
    update = append(action, UpdateKind.WITHDRAWN, by, text=reason, meeting=meeting)
    save_moved(action, by)
    return update


@transaction.atomic
def reopen(*, action, reason: str, status: str, by, new_due_on=None) -> ActionUpdate:
    """Work on it goes on. A later date counts as an extension.

    Raises ValidationError for an action that is open, merged or split, or a status
    no open action has.
    """
    action = locked(action)
    if action.is_open or action.merged_into_id or action.split_into.exists():
        raise ValidationError(_("This action cannot be opened again."))
    if status not in OPEN_STATUSES:
        raise ValidationError({"status": _("Choose where it stands now.")})
    _require_reason(reason)
    set_status(action, status)
    if new_due_on:
        update = _move_due_date(action, UpdateKind.REOPENED, new_due_on, reason, by)
    else:
        update = append(action, UpdateKind.REOPENED, by, text=reason)
    save_moved(action, by)
    return update


@transaction.atomic
def set_look_again(*, action, review_on, review_kind: str, by) -> ActionUpdate:
    """The monitoring group says when to look again, and how (CTM-51).

    Raises ValidationError for an action that is withdrawn or merged, or a day gone.
    """
    action = locked(action)
    if action.merged_into_id or action.status == ActionStatus.WITHDRAWN:
        raise ValidationError(CLOSED)
    if review_on <= timezone.localdate():
        raise ValidationError({"review_on": _("Enter a date in the future.")})
    action.review_on, action.review_kind = review_on, review_kind
    words = {
        "how": RevisitKind(review_kind).label,
        "day": date_format(review_on, "j F Y"),
    }
    said = _("%(how)s on %(day)s.") % words
    update = append(action, UpdateKind.LOOK_AGAIN, by, text=said)
    save_moved(action, by)
    return update


def days_left(action, on: datetime.date | None = None) -> int:
    """Days to the due date; below nought when it is past."""
    return (action.due_on - (on or timezone.localdate())).days
