"""Recording what was heard, telling people back, putting it to a group."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from frameworks.vocabulary import SourceKind
from learning.services.versions import save_version
from voices.facts import facts_of, step
from voices.models import Escalation, VoiceActivity, rules_of
from voices.services.opening import change_both, open_with


def record_activity(*, board, values: dict, by, sent_once=None) -> VoiceActivity:
    """A voice activity on the spine (HAR-12, CTM-40, SOM-29). People are to be told
    back within the board's weeks unless a day is given. Raises ValidationError."""
    values = dict(values)
    _check(board, values)
    values["opened_on"] = values["held_on"]
    values["summary"] = values["heard"]
    if not values.get("tell_back_by"):
        weeks = rules_of(board).tell_back_weeks
        values["tell_back_by"] = values["held_on"] + timedelta(weeks=weeks)
    return open_with(
        board=board,
        kind=SourceKind.VOICE,
        source_key=facts_of(board).rules.voice_source,
        values=values,
        make=lambda source, rest: VoiceActivity(source=source, board=board, **rest),
        by=by,
        sent_once=sent_once,
    )


def change_activity(*, activity, values: dict, version: int, by) -> VoiceActivity:
    """Correct what was recorded. Raises StaleVersion, ValidationError."""
    _check(activity.board, values)
    if "heard" in values:
        values = {**values, "summary": values["heard"]}
    if "held_on" in values:
        values = {**values, "opened_on": values["held_on"]}
    return change_both(record=activity, values=values, version=version, by=by)


def _check(board, values):
    held, by_day = values.get("held_on"), values.get("tell_back_by")
    if held and held > timezone.localdate():
        raise ValidationError({"held_on": _("Enter a day that is today or past.")})
    if held and by_day and by_day < held:
        raise ValidationError({"tell_back_by": _("Enter a day after they were heard.")})
    ladder, rung = values.get("ladder", ""), values.get("rung", "")
    if (ladder or rung) and step(board, ladder, rung) is None:
        raise ValidationError({"rung": _("Choose a rung of one of the ladders.")})


@transaction.atomic
def tell_back(
    *, activity, changed: str, told_back_on, told_back_how: str, version: int, by
) -> VoiceActivity:
    """Say what changed, and when and how the people heard were told.

    Raises StaleVersion, ValidationError.
    """
    if told_back_on > timezone.localdate():
        raise ValidationError({"told_back_on": _("Enter a day that is today or past.")})
    if told_back_on < activity.held_on:
        raise ValidationError({"told_back_on": _("Enter a day after they were heard.")})
    values = {
        "changed": changed,
        "told_back_on": told_back_on,
        "told_back_how": told_back_how,
    }
    return save_version(record=activity, values=values, version=version, by=by)


def escalate(
    *, activity, to_group, reason: str, escalated_on, by, sent_once=None
) -> Escalation:
    """Put something heard to a group (SOL-16). The same form sent twice puts it once.

    Raises ValidationError for a restricted group or a day before it was heard.
    """
    if to_group.restricted:
        raise ValidationError({"to_group": _("Choose another group.")})
    if not activity.held_on <= escalated_on <= timezone.localdate():
        raise ValidationError(
            {"escalated_on": _("Enter a day after they were heard, not to come.")}
        )
    made = Escalation(
        activity=activity, to_group=to_group, reason=reason, escalated_on=escalated_on,
        by=by, sent_once=sent_once,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made._history_user = by
            made.save()
    except IntegrityError:
        return Escalation.objects.get(sent_once=sent_once, by=by)
    return made


@transaction.atomic
def decide(*, escalation, outcome: str, decided_on, version: int, by) -> Escalation:
    """Record what the group decided. Raises StaleVersion, ValidationError."""
    if not escalation.escalated_on <= decided_on <= timezone.localdate():
        raise ValidationError(
            {"decided_on": _("Enter a day after it was put to the group.")}
        )
    values = {"outcome": outcome, "decided_on": decided_on, "decided_by": by}
    return save_version(record=escalation, values=values, version=version, by=by)


@transaction.atomic
def set_rules(*, rules, values: dict, version: int, by):
    """Set what is kept back and when people are told. Raises StaleVersion."""
    if rules._state.adding:
        for name, value in values.items():
            setattr(rules, name, value)
        rules._history_user = by
        rules.save()
        return rules
    return save_version(record=rules, values=values, version=version, by=by)
