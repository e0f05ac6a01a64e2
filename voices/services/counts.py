"""Asking agencies for counts of complaints and compliments, and answering."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.services.versions import StaleVersion, save_version
from voices.choices import CountedBy, ReturnState
from voices.models import CountAnswer, CountLine, CountReturn, CountRound

LINES = {CountedBy.PROCESS: _("processes"), CountedBy.THEME: _("themes")}


def ask_counts(*, board, values: dict, agencies, by, sent_once=None) -> CountRound:
    """Ask agencies for one period (SOL-27). The same form sent twice asks once.

    Raises ValidationError for a restricted group or a period asked already.
    """
    if values["group"].restricted:
        raise ValidationError({"group": _("Choose another group.")})
    check_days(values)
    made = CountRound(board=board, created_by=by, sent_once=sent_once, **values)
    try:
        with transaction.atomic():
            made._history_user = by
            made.save()
            for agency in agencies:
                _ask(made, agency, by)
    except IntegrityError:
        known = CountRound.objects.filter(sent_once=sent_once, created_by=by).first()
        if sent_once is None or known is None:
            raise ValidationError(
                {"label": _("This period is asked already.")}
            ) from None
        return known
    return made


def _ask(made, agency, by):
    row = CountReturn(board=made.board, round=made, agency=agency)
    row._history_user = by
    row.save()


def check_days(values):
    """Raise ValidationError for days that are not in order."""
    if values["ends_on"] < values["starts_on"]:
        raise ValidationError({"ends_on": _("Enter a day after the first.")})
    if values["due_on"] < values["ends_on"]:
        raise ValidationError({"due_on": _("Enter a day after the period.")})


@transaction.atomic
def change_round(*, count_round, values: dict, agencies, version: int, by):
    """Correct what is asked; ask more agencies. Raises StaleVersion,
    ValidationError."""
    check_days(values)
    if count_round.board.count_rounds.exclude(pk=count_round.pk).filter(
        label=values["label"]
    ):
        raise ValidationError({"label": _("This period is asked already.")})
    saved = save_version(record=count_round, values=values, version=version, by=by)
    asked = set(saved.returns.values_list("agency", flat=True))
    for agency in agencies:
        if agency.pk not in asked:
            _ask(saved, agency, by)
    return saved


@transaction.atomic
def close_round(*, count_round, by) -> CountRound:
    """No more answers; from now on the board reads the sums. Raises ValidationError
    where nobody answered."""
    current = CountRound.objects.select_for_update().get(pk=count_round.pk)
    if not current.is_open:
        return current
    if not current.returns.filter(state=ReturnState.SUBMITTED).exists():
        raise ValidationError(_("Nobody has answered yet."))
    current.closed_on, current._history_user = timezone.localdate(), by
    current.version += 1
    current.save()
    return current


@transaction.atomic
def answer_counts(
    *, row, values: dict, lines: dict, hand_in: bool, version: int, by
) -> CountReturn:
    """Keep an agency's counts as its draft, or hand them in. A nil return is an
    answer. `lines` maps (list, key) to a number.

    Raises StaleVersion, ValidationError where the parts are more than the whole, the
    period is closed, or nothing was counted and nobody said so.
    """
    current = CountReturn.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if not current.round.is_open:
        raise ValidationError(_("This period is closed."))
    held = CountAnswer.objects.filter(of=current).first()
    if held is not None and held.version != version:
        raise StaleVersion(held)
    _check(values, lines, hand_in or current.is_submitted)
    answer = held or CountAnswer(of=current)
    for name, value in values.items():
        setattr(answer, name, value)
    answer.version = version + 1  # so that two first writers meet, too
    answer._history_user = by
    answer.save()
    _put_lines(answer, lines, by)
    return _move(current, hand_in, by)


def _check(values, lines, final):
    counted = [values["compliments"], values["complaints"], values["representations"]]
    if values["nil"] and (any(counted) or any(lines.values())):
        raise ValidationError({"nil": _("You counted some: take the tick away.")})
    if final and not values["nil"] and not any(counted):
        message = _("Count at least one, or tick that you had none of any kind.")
        raise ValidationError({"nil": message})
    for by_list, words in LINES.items():
        total = sum(n for (held, _key), n in lines.items() if held == by_list)
        if total > values["complaints"]:
            message = _("The %(list)s add up to %(total)s: more than the complaints.")
            said = {"list": words, "total": total}
            raise ValidationError({"complaints": message % said})


def _put_lines(answer, lines, by):
    known = {(line.by, line.key): line for line in answer.lines.all()}
    for (by_list, key), number in lines.items():
        line = known.pop((by_list, key), None)
        if line is None and not number:
            continue
        line = line or CountLine(answer=answer, by=by_list, key=key)
        if line.pk and line.number == number:
            continue
        line.number, line._history_user = number, by
        line.save()


def _move(current, hand_in, by) -> CountReturn:
    if current.is_submitted:
        return current
    current.state = ReturnState.SUBMITTED if hand_in else ReturnState.DRAFT
    if hand_in:
        current.submitted_at, current.submitted_by = timezone.now(), by
    current._history_user = by
    current.save()
    return current
