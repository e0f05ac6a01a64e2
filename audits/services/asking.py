"""Which agencies a round asks, after it was issued too."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from audits.choices import RECEIVED_STATES, ReturnState, RoundState
from audits.models import AgencyReturn, Round
from audits.steps import count_steps
from boards.models import Agency

SPARE = 64  # drawn besides, so that a reference taken already costs no new query


def make_returns(*, round: Round, agencies, by, due_on=None) -> list[AgencyReturn]:
    """One return an agency in a constant number of queries, history included."""
    agencies = list(agencies)
    references = new_references(len(agencies))
    total = count_steps(round)
    made = [
        AgencyReturn(
            round=round,
            board_id=round.board_id,
            agency=agency,
            reference=reference,
            due_on=due_on or round.due_on,
            total=total,
        )
        for agency, reference in zip(agencies, references, strict=True)
    ]
    # In one insert and one for the history, however many there are.
    return bulk_create_with_history(made, AgencyReturn, default_user=by)


def new_references(number: int) -> list[str]:
    """So many random references that no return has. One query."""
    drawn = set()
    while len(drawn) < number + SPARE:
        drawn.add(AgencyReturn.new_reference())
    taken = AgencyReturn.objects.filter(reference__in=drawn)
    free = drawn - set(taken.values_list("reference", flat=True))
    return list(free)[:number]


@transaction.atomic
def ask_agency_too(
    *, round: Round, agency: Agency, by, due_on=None, reason=""
) -> AgencyReturn:
    """Ask one more agency of an open round, with its own due date if need be.

    Raises ValidationError when it is asked already or not on the board.
    """
    locked = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    if locked.state != RoundState.OPEN:
        raise ValidationError(_("Only an open round can ask another agency."))
    if not Agency.objects.serving(locked.board).filter(pk=agency.pk).exists():
        raise ValidationError({"agency": _("This agency is not on the board.")})
    if locked.returns.filter(agency=agency).exists():
        raise ValidationError({"agency": _("This agency is asked already.")})
    if due_on and due_on < locked.opens_on:
        raise ValidationError({"due_on": _("The due date is before the round opens.")})
    [made] = make_returns(round=locked, agencies=[agency], by=by, due_on=due_on)
    return made


@transaction.atomic
def withdraw_return(*, agency_return: AgencyReturn, by) -> None:
    """Stop asking an agency that was asked by mistake. Its history is kept.

    Raises ValidationError once anything was typed: words are never thrown away.
    """
    locked = _lock(agency_return)
    typed = [locked.answers, locked.drafts, locked.imports, locked.clarifications]
    if any(rows.exists() for rows in typed) or locked.state != ReturnState.NOT_STARTED:
        raise ValidationError(_("The agency has started to answer, so it stays asked."))
    locked._history_user = by
    locked._change_reason = "asked by mistake"
    locked.extensions.all().delete()
    locked.delete()


@transaction.atomic
def reopen_round_for(
    *, agency_return: AgencyReturn, new_due_on, reason: str, by
) -> AgencyReturn:
    """Let one agency still answer a round that is closed.

    Raises ValidationError for a return handed in (reopen that one) or no reason.
    """
    locked = _lock(agency_return)
    if locked.state in RECEIVED_STATES:
        raise ValidationError(_("This return was handed in. Reopen it instead."))
    if locked.round.state != RoundState.CLOSED:
        raise ValidationError(_("The round is open: give more time instead."))
    if not reason.strip():
        raise ValidationError({"reason": _("Write why.")})
    if new_due_on > locked.due_on:
        locked.extensions.create(
            old_due_on=locked.due_on,
            new_due_on=new_due_on,
            reason=reason.strip(),
            granted_by=by,
        )
        locked.due_on = new_due_on
    locked.state, locked.reopened_reason = ReturnState.REOPENED, reason.strip()
    locked._history_user = by
    locked.save()
    return locked


def _lock(agency_return) -> AgencyReturn:
    rows = AgencyReturn.objects.select_for_update(of=("self",))
    return rows.select_related("round").get(pk=agency_return.pk)
