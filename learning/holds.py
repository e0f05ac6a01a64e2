"""What hangs on a finding or a recommendation and keeps it from being removed.

Floors above register when they are ready what of theirs hangs on one:

    add_hold(lambda record: _("An action follows from it.") or "")
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from learning.models import Finding

HOLDS: list[Callable] = []


def add_hold(rule: Callable) -> None:
    """`rule(record) -> str`: why a finding or recommendation stays; "" where it may
    go. The record is either."""
    if rule not in HOLDS:
        HOLDS.append(rule)


def holds(record) -> list[str]:
    """Every reason why it cannot be removed, in words."""
    return [str(words) for rule in HOLDS if (words := rule(record))]


def _of_finding(record) -> str:
    if isinstance(record, Finding) and record.recommendations.exists():
        return _("A recommendation rests on it. Untick it there first.")
    return ""


def _of_standard(record) -> str:
    if isinstance(record, Finding) and record.standard:
        return _("It bears on a standard of a self-assessment. Take that off it first.")
    return ""


def _issued(record) -> str:
    if not isinstance(record, Finding) and record.is_issued:
        return _("It was issued. What was asked of somebody stays on record.")
    return ""


for _rule in (_of_finding, _of_standard, _issued):
    add_hold(_rule)
