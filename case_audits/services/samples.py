"""Choosing cases: by a recorded seed anybody can use again, or for a purpose."""

import secrets

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from case_audits.choices import AuditState, Sampling
from case_audits.models import AuditCase, Exclusion
from case_audits.sampling import drawn
from case_audits.services.audits import locked
from learning.services.versions import StaleVersion

MOST_CASES = 200


@transaction.atomic
def set_frame(*, audit, values: dict, version: int, by):
    """What could be chosen and how. Cases drawn before are drawn again.

    Raises StaleVersion, and ValidationError once agencies were asked, where more are
    asked for than there are, or too many.
    """
    found = locked(audit, AuditState.PLANNING)
    if found.version != version:
        raise StaleVersion(found)
    for name, value in values.items():
        setattr(found, name, value)
    _fits(found)
    found.version += 1
    found._history_user = by
    found.save()
    return _fill(found, by)


def _fits(audit) -> None:
    if audit.size > MOST_CASES:
        raise ValidationError({"size": _("Choose at most %d cases.") % MOST_CASES})
    if audit.sampling == Sampling.RANDOM and audit.size > len(audit.lines):
        said = _("The list has only %d lines.") % len(audit.lines)
        raise ValidationError({"size": said})
    if audit.sampling == Sampling.PURPOSIVE and not audit.why_these.strip():
        raise ValidationError({"why_these": _("Say why these cases.")})


def _fill(audit, by):
    """Cases of a purpose get references at once; a random sample waits to be drawn,
    or follows what changed where it was drawn before."""
    if audit.sampling == Sampling.PURPOSIVE:
        audit.seed, audit.drawn_at, audit.drawn_by = "", None, None
        audit.save()
        _have(audit, [None] * audit.size, by)
    elif audit.seed:
        _enough(audit)
        _have(audit, lines_of(audit), by)
    else:
        _have(audit, [], by)
    return audit


def lines_of(audit) -> list[int]:
    """The lines the recorded seed gives, computed afresh: the proof of the sample."""
    left_out = set(audit.exclusions.values_list("line", flat=True))
    return drawn(audit.seed, audit.lines, left_out, audit.size or 0)


def _have(audit, lines, by) -> None:
    """Cases for the lines; a case that stays keeps its reference."""
    known = list(audit.cases.all())
    by_line = {case.line: case for case in known if case.line is not None}
    nameless = [case for case in known if case.line is None]
    kept, new = [], []
    for line in lines:
        case = by_line.get(line) if line is not None else (nameless or [None]).pop(0)
        (kept if case else new).append((line, case))
    stay = {case.pk for _line, case in kept}
    for case in known:
        if case.pk not in stay:
            case._history_user = by
            case.delete()
    order = max((case.order for _line, case in kept), default=0)
    for number, (line, _none) in enumerate(new, start=order + 1):
        case = AuditCase(audit=audit, line=line, order=number)
        case._history_user = by
        case.save()


@transaction.atomic
def draw(*, audit, by):
    """Draw the sample with a seed nobody chose, and keep the seed (HAR-22).

    Raises ValidationError where it was drawn, there is nothing to draw from, or too
    little is left of the list.
    """
    found = locked(audit, AuditState.PLANNING)
    if found.sampling != Sampling.RANDOM or not found.lines or not found.size:
        raise ValidationError(_("Say first what could be chosen, and how many."))
    if found.seed:
        raise ValidationError(_("It was drawn already. The seed stays."))
    found.seed = secrets.token_hex(8)
    found.drawn_at, found.drawn_by = timezone.now(), by
    _enough(found)
    found.version += 1
    found._history_user = by
    found.save()
    _have(found, lines_of(found), by)
    return found


def _enough(audit) -> None:
    if len(lines_of(audit)) < audit.size:
        raise ValidationError(_("Too few lines are left. Choose fewer cases."))


@transaction.atomic
def leave_out(*, audit, line: int, reason: str, by) -> Exclusion:
    """Leave a line out, with the reason; the next line of the seed takes its place.

    Raises ValidationError for a line not in the list or left out before, and once
    agencies were asked.
    """
    found = locked(audit, AuditState.PLANNING)
    if line not in found.lines:
        raise ValidationError({"line": _("The list has no such line.")})
    row = Exclusion(audit=found, line=line, reason=reason, by=by)
    row._history_user = by
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as problem:
        said = _("This line is left out already.")
        raise ValidationError({"line": said}) from problem
    if found.seed:
        _enough(found)
        _have(found, lines_of(found), by)
    return row
