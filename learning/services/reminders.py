"""What officers do about reminders: chase people now, choose when all are told."""

import hashlib
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from boards.access import note_access
from boards.models import Board, Membership, User
from learning.deadlines import Due
from learning.models import DigestItem, ReminderRule
from learning.notices import Notice
from learning.services.digests import State, write_digests


@transaction.atomic
def nudge(
    *, users, item: str, due_on: date, board: Board, by: User, group=None
) -> list[User]:
    """Remind people of one thing now, by e-mail; gives those who will get a message.

    One message a person, the same item once a day, also when this morning's digest
    told of it. It says only that something is due on the board's portal. Whoever has
    no live role on the board, or no open account, gets none. `item` is the key of
    what is due ("audits.agencyreturn:12", "audits.round:3"). What a restricted `group`
    asks for stays out of the log and the records of the business unit.
    """
    day = timezone.localdate()
    people = {user.pk: user for user in reachable(users, board=board, item=item)}
    name = f"nudge-{day:%Y%m%d}"
    hidden = bool(group and group.restricted)
    told = {
        pk: [Notice(Due(item, board.pk, pk, "", "", due_on, restricted=hidden), name)]
        for pk in people
    }
    made = write_digests(told, day, cause=_cause(item), by=by)
    note_access(by, board, f"reminded {len(made)} people", group=group)
    return [people[digest.user_id] for digest in made]


def reachable(users, *, board: Board, item: str) -> QuerySet[User]:
    """Of some people, those a reminder of this item would reach today."""
    day = timezone.localdate()
    live = Membership.objects.live().filter(board=board, user__is_active=True)
    told = DigestItem.objects.filter(item=item, board=board, digest__day=day)
    told = told.exclude(digest__state__in=[State.FAILED, State.WITHDRAWN])
    asked = User.objects.filter(pk__in=[user.pk for user in users])
    there = asked.filter(pk__in=live.values("user"))
    return there.exclude(pk__in=told.values("user"))


def _cause(item: str) -> str:
    """Short, the same for the same item: one such digest a person a day."""
    return f"nudge-{hashlib.sha256(item.encode()).hexdigest()[:12]}"


@transaction.atomic
def save_rule(
    *, board: Board, days_before: list[int], overdue_every: int, send_hour: int, by
) -> ReminderRule:
    """Choose when the board's people are told; from the next sweep on."""
    rule = ReminderRule.objects.select_for_update().filter(board=board).first()
    rule = rule or ReminderRule(board=board)
    rule.days_before = sorted(set(days_before), reverse=True)
    rule.overdue_every, rule.send_hour = overdue_every, send_hour
    rule.save()
    note_access(by, rule, "changed when people are reminded")
    return rule
