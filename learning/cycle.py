"""Which stage of the learning cycle a source is in, and since when (WOL-12, HAR-2).

A review stands where its stage stands; any other source is being identified until it
is closed. What follows moves both on: floors above register it when they are ready,

    add_mark(Domain.PLAN, lambda: <date of each source, as an expression over them>)

and a source is as far as the furthest of its marks and its stage.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Greatest
from django.utils import timezone

from frameworks.packs import load_pack
from frameworks.vocabulary import Domain
from learning.models import LearningSource, StageEvent
from learning.process import domain_name, process_of, stage_of

ORDER = (Domain.IDENTIFY, Domain.PLAN, Domain.MONITOR, Domain.IMPROVE)
MARKS: list[tuple[Domain, Callable]] = []


def add_mark(domain: Domain, day: Callable) -> None:
    """`day()` is an expression over sources: the day each came to a part of the cycle
    by what was done about it, or NULL."""
    if (domain, day) not in MARKS:
        MARKS.append((domain, day))


@dataclass(frozen=True)
class Standing:
    """Where one source is: the board's own word, since when, and how long."""

    domain: Domain
    name: str
    since: datetime.date
    days: int


def choices(board) -> list[tuple[str, str]]:
    """The parts of the cycle as a board calls them, each of its words once."""
    return [(name, name) for name in _parts(board)]


def _parts(board) -> dict[str, list[int]]:
    """The board's words, each with the places in ORDER it stands for."""
    found = defaultdict(list)
    for rank, domain in enumerate(ORDER):
        found[domain_name(board, domain)].append(rank)
    return found


def with_cycle(sources, board):
    """Sources of a board with `cycle_rank`, how far in ORDER each is, and its marks."""
    marks = {_name(n): day() for n, (_domain, day) in enumerate(MARKS)}
    ranks = [(ORDER.index(domain), _name(n)) for n, (domain, _d) in enumerate(MARKS)]
    reached = [
        When(**{f"{name}__isnull": False}, then=Value(rank))
        for rank, name in sorted(ranks, reverse=True)
    ]
    by_marks = Case(*reached, default=Value(0), output_field=IntegerField())
    return sources.annotate(**marks).annotate(
        cycle_rank=Greatest(by_marks, _by_stage(board))
    )


def _name(number) -> str:
    return f"cycle_mark_{number}"


def _by_stage(board) -> Case:
    """How far the stage is, by the board's pack; closed is the end elsewhere."""
    pack, rules, known = load_pack(board.pack), [], set()
    for kind in pack.review_types:
        process = pack.process(kind.process)
        known.add(kind.key)
        stages = defaultdict(list)
        for stage in process.stages:
            stages[stage.domain].append(stage.key)
        rules += [
            When(review_type=kind.key, stage__in=keys, then=Value(ORDER.index(domain)))
            for domain, keys in stages.items()
        ]
    closed = Q(closed_on__isnull=False) & ~Q(review_type__in=known)
    rules.append(When(closed, then=Value(ORDER.index(Domain.IMPROVE))))
    return Case(*rules, default=Value(0), output_field=IntegerField())


def in_part(sources, board, part: str):
    """Those in one part of the board's cycle. Needs `with_cycle`."""
    return sources.filter(cycle_rank__in=_parts(board)[part])


def standings(sources) -> dict[int, Standing]:
    """Where each of some sources is. One query; needs `with_cycle`."""
    sources = list(sources)
    moves = defaultdict(list)
    events = StageEvent.objects.filter(source__in=[row.pk for row in sources])
    for event in events.order_by("pk"):
        moves[event.source_id].append(event)
    return {row.pk: _standing(row, moves[row.pk]) for row in sources}


def standing_of(source) -> Standing:
    """Where one source is. Two queries."""
    rows = LearningSource.objects.filter(pk=source.pk)
    found = with_cycle(rows, source.board).select_related("board").get()
    return standings([found])[source.pk]


def _standing(source, moves) -> Standing:
    domain = ORDER[source.cycle_rank]
    since = min(_days(source, domain, moves), default=source.opened_on)
    days = (timezone.localdate() - since).days
    return Standing(domain, domain_name(source.board, domain), since, days)


def _days(source, domain, moves):
    """Every day on which it came to this part of the cycle to stay."""
    for number, (marked, _day) in enumerate(MARKS):
        day = getattr(source, _name(number))
        if marked == domain and day is not None:
            yield _local(day)
    process, stage = process_of(source), stage_of(source)
    if stage is None:
        if domain == Domain.IMPROVE and source.closed_on:
            yield source.closed_on
    elif stage.domain == domain:
        yield _entered(source, process, domain, moves)


def _local(day) -> datetime.date:
    is_moment = isinstance(day, datetime.datetime)
    return timezone.localtime(day).date() if is_moment else day


def _entered(source, process, domain, moves) -> datetime.date:
    """The day of the first of its last moves that all stayed in this part."""
    since = source.opened_on
    for move in moves:
        before = process.stage(move.from_stage) if move.from_stage else None
        after = process.stage(move.to_stage)
        came = before is None or before.domain != domain
        if after and after.domain == domain and came:
            since = move.on
    return since
