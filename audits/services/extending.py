"""More time to answer. Old dates and reasons are kept; late stays allowed anyway."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from audits.choices import RECEIVED_STATES, ReturnState, RoundState
from audits.models import AgencyReturn, Extension


@transaction.atomic
def extend_return(
    *, agency_return: AgencyReturn, new_due_on, reason: str, by
) -> Extension:
    """Give one agency more time. Raises ValidationError naming the field."""
    [made] = extend_many(
        returns=[agency_return], new_due_on=new_due_on, reason=reason, by=by
    )
    return made


@transaction.atomic
def extend_many(*, returns, new_due_on, reason: str, by) -> list[Extension]:
    """Give several agencies more time. Constant number of queries.

    A return due that day or later already is left alone. Raises ValidationError
    without a reason, when that leaves none, or when one of them was handed in or
    its round is closed.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Write why more time is given.")})
    locked = _lock(returns)
    if any(row.state in RECEIVED_STATES for row in locked):
        raise ValidationError(_("A return was handed in already: look again."))
    if not all(_is_open(row) for row in locked):
        raise ValidationError(_("The round is not open."))
    later = [row for row in locked if row.due_on < new_due_on]
    if not later:
        text = _("Choose a day after the present due date.")
        raise ValidationError({"new_due_on": text})
    made = Extension.objects.bulk_create(  # extensions are themselves the history
        _extension(row, new_due_on, reason.strip(), by) for row in later
    )
    for row in later:
        row.due_on = new_due_on
    bulk_update_with_history(
        later, AgencyReturn, ["due_on"], default_user=by, batch_size=len(later)
    )
    return made


def _is_open(row) -> bool:
    """Of an open round, or opened again by the board."""
    again = row.state == ReturnState.REOPENED
    return again or row.round.state == RoundState.OPEN


def _extension(row, new_due_on, reason, by):
    return Extension(
        agency_return=row,
        old_due_on=row.due_on,
        new_due_on=new_due_on,
        reason=reason,
        granted_by=by,
    )


def _lock(returns) -> list[AgencyReturn]:
    rows = AgencyReturn.objects.select_for_update(of=("self",)).order_by("pk")
    return list(rows.select_related("round").filter(pk__in=[r.pk for r in returns]))
