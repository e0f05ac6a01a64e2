"""Which notice falls on which day and who is told: once for sweep and preview."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from learning.deadlines import Due, dues
from learning.models import DigestItem, ReminderRule

# A sweep that could not run on the day tells within this many days.
CATCH_UP_DAYS = 3


@dataclass(frozen=True)
class Rule:
    """When a board's people are told: days before, on the day, every so many after."""

    days_before: tuple[int, ...]
    overdue_every: int
    send_hour: int

    @property
    def days_in_words(self) -> str:
        """As in: 14 and 7 days before."""
        return get_text_list([str(day) for day in self.days_before], _("and"))


class Notice(NamedTuple):
    """A thing due, and the notice under which its person is told of it."""

    due: Due
    name: str

    @property
    def told_once(self):
        return self.due.user_id, self.due.key, self.due.due_on, self.name


def usual_rule() -> Rule:
    """What a board that chose nothing follows."""
    return Rule(
        tuple(settings.REMINDER_DAYS_BEFORE),
        settings.REMINDER_OVERDUE_EVERY_DAYS,
        settings.REMINDER_SEND_HOUR,
    )


def rule_of(row: ReminderRule | None) -> Rule:
    """A board's rule from its row."""
    if row is None:
        return usual_rule()
    return Rule(tuple(row.days_before), row.overdue_every, row.send_hour)


def rules() -> dict[int, Rule]:
    """Board id -> rule, for boards that chose one."""
    return {row.board_id: rule_of(row) for row in ReminderRule.objects.all()}


def notice_on(
    day: datetime.date, due_on: datetime.date, rule: Rule, catch_up: int = 0
) -> str:
    """The notice for something due then, told on this day; empty for none.

    `catch_up` days late is still told, under the name of the notice that was missed.
    """
    left = (due_on - day).days
    if left > 0:
        step = min((before for before in rule.days_before if before >= left), default=0)
        return f"before-{step}" if step and step - left <= catch_up else ""
    late = -left % rule.overdue_every
    step = -left - late
    return (f"overdue-{step}" if step else "on-day") if late <= catch_up else ""


def notices(day, *, board=None, catch_up: int = 0) -> list[Notice]:
    """Who is to be told what on a day and was not told of it before."""
    chosen, usual = rules(), usual_rule()
    wanted = {}
    for due in dues(day, board=board):
        rule = chosen.get(due.board_id, usual)
        if name := notice_on(day, due.due_on, rule, catch_up):
            notice = Notice(due, name)
            wanted.setdefault(notice.told_once, notice)
    told = _told(wanted.values())
    return [notice for key, notice in wanted.items() if key not in told]


def _told(wanted: Iterable[Notice]) -> set[tuple]:
    days = {notice.due.due_on for notice in wanted}
    names = {notice.name for notice in wanted}
    rows = DigestItem.objects.filter(due_on__in=days, notice__in=names)
    return set(rows.values_list("user_id", "item", "due_on", "notice"))


def words_for(name: str) -> str:
    """A notice as people read it."""
    kind, _dash, days = name.partition("-")
    if kind == "before":
        return _("%(days)s days before") % {"days": days}
    if kind == "overdue":
        return _("%(days)s days overdue") % {"days": days}
    return _("Asked for by the business unit") if kind == "nudge" else _("On the day")
