"""The rota of a group: what waits for a presenter, whose turn it is, when it meets."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from boards.models import Group, SeatHolding
from frameworks.packs import load_pack
from learning.models import TimetableEntry
from learning.months import day_in
from reviews.models import Review, RotaTurn

PROCESS = "learning_from_elsewhere"
LATEST = 10  # turns shown as presented


def types_from_elsewhere(board) -> list:
    """The board's types of review whose learning others published."""
    return [k for k in load_pack(board.pack).review_types if k.process == PROCESS]


def reviews_from_elsewhere(user, board):
    """Those on the board's list that the person works on."""
    keys = [kind.key for kind in types_from_elsewhere(board)]
    rows = Review.objects.worked_on_by(user).filter(board=board)
    return rows.filter(source__review_type__in=keys)


def rota_groups(user, board):
    """Groups whose rota the person may see: one's own, for officers all that are not
    restricted, as far as they present anything."""
    groups = Group.objects.visible_to(user).of(board)
    mine = Q(pk__in=user.scope.group_ids)
    if board.pk in user.scope.boards_as_business_unit:
        mine |= Q(restricted=False)
    usual = [kind.lead_group for kind in types_from_elsewhere(board)]
    led = reviews_from_elsewhere(user, board).values("source__lead_group")
    found = groups.filter(mine).filter(Q(key__in=usual) | Q(pk__in=led))
    return found.select_related("board")


def may_see_rota(user, board) -> bool:
    """Whether there is a rota page for the person at all: members and officers."""
    scope = user.scope
    return board.pk in scope.boards_as_business_unit | scope.seated_board_ids


@dataclass(frozen=True)
class Member:
    """Somebody on the rota, and when their last turn was or will be."""

    person: object
    post: str
    last_on: object
    turns: int


def members_in_turn(group, leaving_out=None) -> list[Member]:
    """The group's members, whoever presented longest ago or never first."""
    holdings = SeatHolding.objects.live().filter(
        seat__group=group, user__is_active=True
    )
    turns = RotaTurn.objects.filter(
        review__source__lead_group=group, presenter=OuterRef("user")
    )
    if leaving_out is not None:
        turns = turns.exclude(pk=leaving_out.pk)
    days = turns.order_by().values_list("meeting_on")
    holdings = holdings.annotate(days=ArraySubquery(days))
    found = {}
    for held in holdings.select_related("user", "seat"):
        last = max(held.days, default=None)
        found[held.user_id] = Member(held.user, held.seat.post, last, len(held.days))
    return sorted(found.values(), key=_longest_ago)


def _latest(turn) -> tuple:
    return turn.presented_on, turn.pk


def _longest_ago(member) -> tuple:
    never = member.last_on is None
    return (not never, member.last_on or 0, member.turns, str(member.person))


def meetings_ahead(user, group, today) -> list:
    """The next days on which the timetable has the group look at what others learnt.

    Entries about that source first; where there are none, whatever the group receives.
    """
    sources = {kind.source for kind in types_from_elsewhere(group.board)}
    rows = TimetableEntry.objects.visible_to(user).current()
    rows = rows.filter(board=group.board, received_by=group.key)
    rows = list(rows.select_related("source_type"))
    about = [r for r in rows if r.source_type and r.source_type.key in sources]
    days = {
        day_in(year, month, row.day)
        for row in about or rows
        for year in (today.year, today.year + 1)
        for month in row.months
    }
    return sorted(day for day in days if day >= today)[:4]


@dataclass(frozen=True)
class Rota:
    """Everything the page of one group's rota shows."""

    waiting: list
    ahead: list
    late: list
    presented: list
    members: list
    meetings: list


def rota_of(user, group, today) -> Rota:
    """The rota of a group as the person sees it, in a fixed number of queries."""
    reviews = reviews_from_elsewhere(user, group.board)
    reviews = reviews.filter(source__lead_group=group)
    turns = RotaTurn.objects.visible_to(user).filter(review__in=reviews)
    turns = turns.select_related("presenter", "review__source", "review__board")
    done = turns.filter(presented_on__isnull=False).order_by("-presented_on", "-pk")
    waits = Q(presented_on__isnull=True, review__source__closed_on__isnull=True)
    shown = list(turns.filter(waits | Q(pk__in=done.values("pk")[:LATEST])))
    open_turns = [turn for turn in shown if turn.presented_on is None]
    unassigned = reviews.filter(
        turns__isnull=True, source__closed_on__isnull=True
    ).select_related("source", "source__board", "board")
    presented = [turn for turn in shown if turn.presented_on]
    return Rota(
        waiting=list(unassigned.order_by("source__opened_on", "pk")),
        ahead=[turn for turn in open_turns if turn.meeting_on >= today],
        late=[turn for turn in open_turns if turn.meeting_on < today],
        presented=sorted(presented, key=_latest, reverse=True),
        members=members_in_turn(group),
        meetings=meetings_ahead(user, group, today),
    )
