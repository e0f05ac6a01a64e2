"""One group asks another; it is taken on or not, and done (SOL-31, SOL-41)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dissemination.choices import CommissionState
from dissemination.models import Commission
from learning.services.versions import StaleVersion, save_version


def ask_commission(*, board, by, sent_once=None, **values) -> Commission:
    """A task for another group. The same form sent twice makes one.

    Raises ValidationError for a restricted group, or one and the same group.
    """
    made = Commission(board=board, by=by, sent_once=sent_once, **values)
    _check(made)
    try:
        with transaction.atomic():
            made._history_user = by
            made.save()
    except IntegrityError:
        known = Commission.objects.filter(sent_once=sent_once, by=by).first()
        if sent_once is None or known is None:
            raise
        return known
    return made


def _check(commission):
    if commission.from_group_id == commission.to_group_id:
        raise ValidationError({"to_group": _("Choose another group.")})
    if commission.from_group.restricted or commission.to_group.restricted:
        raise ValidationError({"to_group": _("This group takes no commissions.")})


@transaction.atomic
def edit_commission(*, commission, values: dict, version: int, by) -> Commission:
    """Change what is asked. Raises StaleVersion, or ValidationError once it ended."""
    if commission.state not in {CommissionState.OPEN, CommissionState.ACCEPTED}:
        raise ValidationError(_("It has ended already."))
    saved = save_version(record=commission, values=values, version=version, by=by)
    _check(saved)
    return saved


@transaction.atomic
def answer_commission(*, commission, take_on: bool, reason: str, by) -> Commission:
    """Take it on, or say why not. Raises ValidationError."""
    found = _locked(commission)
    if found.state != CommissionState.OPEN:
        raise ValidationError(_("It was answered already."))
    if not take_on and not reason.strip():
        raise ValidationError({"reason": _("Say why it is not taken on.")})
    found.state = CommissionState.ACCEPTED if take_on else CommissionState.DECLINED
    found.reason = "" if take_on else reason
    found.answered_at, found.answered_by = timezone.now(), by
    return _keep(found, by)


@transaction.atomic
def finish_commission(
    *, commission, outcome, messages, audiences, version: int, by, done_on=None
) -> Commission:
    """What was learnt, what to say, and to whom. Raises ValidationError."""
    found = _locked(commission)
    if found.version != version:
        raise StaleVersion(found)
    if found.state != CommissionState.ACCEPTED:
        raise ValidationError(_("Take it on first."))
    found.state = CommissionState.DONE
    found.outcome, found.messages = outcome, messages
    found.done_on = done_on or timezone.localdate()
    found.audiences.set(audiences)
    return _keep(found, by)


def _locked(commission):
    rows = Commission.objects.select_for_update(of=("self",))
    return rows.select_related("from_group", "to_group").get(pk=commission.pk)


def _keep(commission, by):
    commission.version += 1
    commission._history_user = by
    commission.save()
    return commission
