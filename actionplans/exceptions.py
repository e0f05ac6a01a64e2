"""What a monitoring group looks at first, and how each is found."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplans.choices import OPEN_STATUSES, ActionStatus

SLIPPING_FROM = 2  # extensions
LATE, STALE, SLIPPING, NO_MEASURE, DEBT = (
    "late", "stale", "slipping", "no_measure", "impact_debt"
)  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """One reason to look at an action first."""

    key: str
    label: str
    short: str
    colour: str
    meaning: str


EXCEPTIONS = {
    one.key: one
    for one in (
        Reason(LATE, _("Late"), _("Late"), "red", _("Open and past its date")),
        Reason(
            STALE, _("Nobody has moved it on"), _("Stale"), "orange",
            _("Open, and nothing new was said for a while"),
        ),
        Reason(
            SLIPPING, _("Slipping again"), _("Slipping again"), "orange",
            _("Open, and given more time twice or more"),
        ),
        Reason(
            NO_MEASURE, _("No measure"), _("No measure"), "purple",
            _("Open, and nothing says how its outcome will be measured"),
        ),
        Reason(
            DEBT, _("Impact not shown"), _("Impact not shown"), "yellow",
            _("Done, and its date to look again is past"),
        ),
    )
}  # fmt: skip


def rule_of(key: str, stale_after: int, on: datetime.date | None = None) -> Q:
    """The condition of one exception on a day; of any of them for "any".

    `stale_after` are the board's days without progress (its rhythm says them).
    """
    day = on or timezone.localdate()
    still = Q(status__in=OPEN_STATUSES, merged_into__isnull=True)
    rules = {
        LATE: still & Q(due_on__lt=day),
        STALE: still & Q(moved_at__lt=stale_before(day, stale_after)),
        SLIPPING: still & Q(extended__gte=SLIPPING_FROM),
        NO_MEASURE: still & Q(measure=""),
        DEBT: Q(
            status=ActionStatus.DONE, merged_into__isnull=True, review_on__lt=day
        ),
    }  # fmt: skip
    if key in rules:
        return rules[key]
    return (
        rules[LATE] | rules[STALE] | rules[SLIPPING] | rules[NO_MEASURE] | rules[DEBT]
    )


def stale_before(day: datetime.date, stale_after: int) -> datetime.datetime:
    """The moment before which the last movement is too many days ago."""
    start = datetime.datetime.combine(day, datetime.time.min)
    moment = timezone.make_aware(start)
    return moment - datetime.timedelta(days=stale_after)


def exceptions_of(
    action, stale_after: int, on: datetime.date | None = None
) -> list[Reason]:
    """Why one action is looked at first; nothing where all is well. No query."""
    day = on or timezone.localdate()
    found = []
    if action.is_open:
        found += [LATE] if action.due_on < day else []
        found += [STALE] if action.moved_at < stale_before(day, stale_after) else []
        found += [SLIPPING] if action.extended >= SLIPPING_FROM else []
        found += [NO_MEASURE] if not action.measure.strip() else []
    elif _in_debt(action, day):
        found.append(DEBT)
    return [EXCEPTIONS[key] for key in found]


def _in_debt(action, day) -> bool:
    due = action.review_on and action.review_on < day
    return bool(
        action.status == ActionStatus.DONE and action.merged_into_id is None and due
    )
