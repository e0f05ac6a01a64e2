"""Takes back what was written in error; who, when and why stay in the history."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from learning.holds import holds
from learning.models import Finding, Recommendation


@transaction.atomic
def remove_finding(*, finding: Finding, reason: str, version: int, by) -> None:
    """Remove a finding nothing hangs on. Its last words stay in the history.

    Raises ValidationError where something does, or somebody changed it meanwhile.
    """
    _remove(Finding, finding, reason, version, by)


@transaction.atomic
def remove_recommendation(
    *, recommendation: Recommendation, reason: str, version: int, by
) -> None:
    """Remove a recommendation that was not issued and has no action.

    Raises ValidationError otherwise, or where somebody changed it meanwhile.
    """
    _remove(Recommendation, recommendation, reason, version, by)


def _remove(model, record, reason, version, by):
    # Whoever hangs something on it now waits, and is told it is gone.
    current = model.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if current.version != version:
        words = _("Somebody changed it meanwhile. Read it again before removing it.")
        raise ValidationError(words)
    if kept := holds(current):
        raise ValidationError(kept)
    current._history_user, current._change_reason = by, reason.strip()
    current.delete()
