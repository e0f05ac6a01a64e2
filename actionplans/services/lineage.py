"""Merges duplicates and splits actions of several agencies; where from is kept."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.choices import ActionStatus, UpdateKind
from actionplans.models import Action, ActionUpdate
from actionplans.services.plans import new_action
from actionplans.services.progress import append, locked, save_moved, set_status

# What each part of a split action takes over.
COPIED = (
    "recommendation", "finding", "recommendation_text", "rationale", "text", "due_on",
    "intended_outcome", "measure", "baseline", "evidence_expected", "strength",
    "monitoring_group", "priority", "lead_member", "review_on", "review_kind",
    "sustained_by",
)  # fmt: skip


@transaction.atomic
def merge(*, action, into, reason: str, by) -> Action:
    """One action of two that ask the same. The first one's history stays its own.

    Raises ValidationError unless both are open and of the same circle of readers.
    """
    first, second = sorted([action.pk, into.pk])
    rows = {pk: locked(Action(pk=pk)) for pk in {first, second}}
    action, into = rows[action.pk], rows[into.pk]
    _require_mergeable(action, into)
    action.merged_into = into
    append(action, UpdateKind.MERGED, by, text=_said(_("Into"), into, reason))
    append(into, UpdateKind.MERGED, by, text=_said(_("From"), action, reason))
    into.responsible = _both(into.responsible, action.responsible)
    save_moved(action, by)
    save_moved(into, by)
    return into


def _require_mergeable(action, into):
    if action.pk == into.pk:
        raise ValidationError({"into": _("Choose another action.")})
    if not (action.is_open and into.is_open):
        raise ValidationError({"into": _("Both actions have to be open.")})
    for name in ("board_id", "confined_to_id", "own_plan_of_id", "agreed"):
        if getattr(action, name) != getattr(into, name):
            words = _("Choose an action that the same people may read.")
            raise ValidationError({"into": words})


def _said(how, other, reason) -> str:
    """Only the reference: who reads one action need not read the other."""
    words = f"{how} {other.reference}."
    return f"{words} {reason}" if reason else words


def _both(one: str, other: str) -> str:
    joined = ", ".join(dict.fromkeys(filter(None, [one, other])))
    return joined if len(joined) <= 250 else one


@transaction.atomic
def split(*, action, agencies, by) -> list[Action]:
    """One action for each agency in place of one for all, in the same words.

    Raises ValidationError unless it is open and there are two agencies or more.
    """
    action = locked(action)
    if not action.is_open:
        raise ValidationError(_("Only an open action can be split."))
    agencies = list(agencies)
    if len(agencies) < 2:
        raise ValidationError({"agencies": _("Choose two agencies or more.")})
    parts = [_part(action, agency, by) for agency in agencies]
    set_status(action, ActionStatus.WITHDRAWN)
    words = ", ".join(part.reference for part in parts)
    append(action, UpdateKind.SPLIT, by, text=_("Into %s.") % words)
    save_moved(action, by)
    return parts


def _part(action, agency, by):
    values = {name: getattr(action, name) for name in COPIED}
    part = new_action(
        action.plan,
        by,
        **values,
        original_due_on=action.original_due_on,
        extended=action.extended,
        order=action.order,
        agency=agency,
        responsible=str(agency)[:250],
        split_from=action,
    )
    part._history_user = by
    part.save()
    words = _("From %s.") % action.reference
    ActionUpdate.objects.create(
        action=part, kind=UpdateKind.SPLIT, status=part.status, text=words, by=by
    )
    return part
