"""Whether an action worked. Done is not embedded."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.choices import ActionStatus, Difference, UpdateKind
from actionplans.models import ImpactReview
from actionplans.rhythm import next_look
from actionplans.services.progress import (
    append,
    locked,
    said_before,
    save_moved,
    set_status,
)


@transaction.atomic
def review_impact(*, action, by, meeting=None, sent_once=None, **said) -> ImpactReview:
    """Record a look back. Embedded turns the action Blue, and only with the measure
    re-tested; otherwise it rolls to the next date, counted from the intended one.

    Raises ValidationError where it was not done, there is no measure, the re-test is
    missing, or the day is to come. The same form sent twice is one look.
    """
    action = locked(action)
    if made := said_before(ImpactReview, sent_once, by):
        return made
    _require_done(action, said)
    _require_retest(action, said)
    made = ImpactReview.objects.create(
        action=action, by=by, sent_once=sent_once, **said
    )
    embedded = made.difference == Difference.EMBEDDED
    set_status(action, ActionStatus.BLUE if embedded else ActionStatus.DONE)
    action.review_on = made.next_on or (
        None if embedded else next_look(action, made.held_on)
    )
    append(action, UpdateKind.IMPACT, by, text=made.what_changed, meeting=meeting)
    save_moved(action, by)
    return made


def _require_done(action, said):
    done = action.status in (ActionStatus.DONE, ActionStatus.BLUE)
    if not done or action.merged_into_id:
        raise ValidationError(
            _("Report the action done before its impact is reviewed.")
        )
    if said["held_on"] > timezone.localdate():
        raise ValidationError({"held_on": _("Enter a date that is not to come.")})


def _require_retest(action, said):
    if said["difference"] != Difference.EMBEDDED:
        return
    if not action.measure.strip():
        raise ValidationError(
            _("The action names no measure. Write one, and test it, first.")
        )
    if not said.get("measure_retested") or not said.get("measure_result", "").strip():
        words = _("Say what the measure shows now that it was re-tested.")
        raise ValidationError({"measure_result": words})
