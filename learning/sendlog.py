"""What was sent, and what would be, as the business unit of one board may know it."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery

from boards.models import User
from learning.models import Digest, DigestItem
from learning.notices import CATCH_UP_DAYS, Notice, notices, words_for


def send_log(user, board) -> QuerySet[Digest]:
    """Digests with something of this board, each with how much and the earliest date.

    What belongs to a restricted group, or to another board, is not counted.
    """
    here = DigestItem.objects.visible_to(user).filter(board=board, restricted=False)
    mine = here.filter(digest=OuterRef("pk")).order_by().values("digest")
    things = mine.annotate(found=Count("pk")).values("found")
    earliest = mine.annotate(found=Min("due_on")).values("found")
    rows = Digest.objects.visible_to(user).filter(pk__in=here.values("digest"))
    rows = rows.annotate(things=Subquery(things), earliest=Subquery(earliest))
    return rows.select_related("user", "asked_by")


@dataclass(frozen=True)
class Told:
    """One person, and what the digest of a day would count of this board."""

    person: User
    notices: list[Notice]

    @property
    def earliest(self) -> datetime.date:
        return min(notice.due.due_on for notice in self.notices)

    @property
    def lines(self) -> list[tuple]:
        """Each thing with the notice in words."""
        ordered = sorted(self.notices, key=lambda found: found.due.due_on)
        return [(found.due, words_for(found.name)) for found in ordered]


def preview(user, board, day, today) -> list[Told]:
    """Who would be told what on a day, as things stand; by name."""
    late = CATCH_UP_DAYS if day == today else 0
    found = [n for n in notices(day, board=board, catch_up=late) if _may_know(n, board)]
    found.sort(key=_person)
    people = User.objects.visible_to(user).in_bulk({_person(n) for n in found})
    told = [
        Told(people[pk], list(theirs))
        for pk, theirs in groupby(found, _person)
        if pk in people
    ]
    return sorted(told, key=lambda row: (str(row.person).casefold(), row.person.pk))


def _may_know(notice, board) -> bool:
    return notice.due.board_id == board.pk and not notice.due.restricted


def _person(notice) -> int:
    return notice.due.user_id
