"""What is due, from whom, when: one registry that every floor adds to.

A floor above writes its providers in `<app>/deadlines.py`, which its AppConfig.ready
imports (`import_module("audits.deadlines")`):

    @deadline_provider
    def returns_due(day, user=None, board=None):
        ...yield Due(...)

A provider gives everything still open on `day`, however far off or overdue, one Due a
person and item, in a number of queries that does not grow with rows. It narrows to:

* `user` when given: what that person owes, or helps their agency to owe (the pages
  Your work and calendar);
* `board` when given: what anybody owes on that board (the preview of reminders);
* neither: everybody on every board (the daily sweep). Yield, do not build lists.

It gives a Due only to people who may open its `url` today: live memberships and seats
(`Membership.objects.live()`), active accounts, the same people as `visible_to`. What
was done, closed or withdrawn is not given. An extension's new date is the date.

Due.key is "<app>.<model>:<pk>" of what is due, the same every day: with the date and
the notice it is what "told once" is counted by. `text` and `state` are for pages
behind sign-in only. `plain` is all that a calendar may say ("Return due"). E-mails
say neither. `restricted` marks what belongs to a restricted group: the business
unit's preview, log and counts leave it out.

Officers see what needs chasing. A `chasing_provider` is given `day` and `user` and
gives Chase rows: counts over the boards that person chases on, with a link each to
the list that shows exactly those. Leave out counts of nought.

Panels: `boards.panels.add_panel(Panel(title, template, context, place=WORK))` puts a
block of its own on Your work; `context(user, user)` fills it.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

WORK = "work"  # the place of panels on Your work


class Due(NamedTuple):
    """One thing one person owes on one board."""

    key: str  # "audits.agencyreturn:12"
    board_id: int
    user_id: int
    text: str  # "Section 135 self-assessment 2026-27, Police"
    url: str  # where to do it, without the host
    due_on: datetime.date
    state: str = ""  # "Not started", "3 of 12 answered"
    plain: str = _("Something due")  # "Return due"
    restricted: bool = False


@dataclass(frozen=True)
class Chase:
    """So many things of one board that an officer has to chase this week."""

    board_id: int
    text: str  # "returns are overdue", read after the count
    count: int
    url: str


DEADLINE_PROVIDERS: list[Callable[..., Iterable[Due]]] = []
CHASING_PROVIDERS: list[Callable[..., Iterable[Chase]]] = []


def deadline_provider(function):
    """Add a function that says what is due."""
    if function not in DEADLINE_PROVIDERS:
        DEADLINE_PROVIDERS.append(function)
    return function


def chasing_provider(function):
    """Add a function that says what an officer has to chase."""
    if function not in CHASING_PROVIDERS:
        CHASING_PROVIDERS.append(function)
    return function


def dues(day: datetime.date, *, user=None, board=None) -> Iterator[Due]:
    """Everything open on a day, from every floor."""
    for provider in DEADLINE_PROVIDERS:
        yield from provider(day, user=user, board=board)


def chases(day: datetime.date, user) -> list[Chase]:
    """What an officer has to chase, from every floor."""
    found = [c for provider in CHASING_PROVIDERS for c in provider(day, user)]
    return [chase for chase in found if chase.count]
