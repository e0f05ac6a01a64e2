"""What a list of reviews holds, counted once: its filters, its counts for chairs."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    Value,
    When,
)
from django.utils.translation import get_language

from frameworks.packs import load_pack
from frameworks.vocabulary import Domain
from learning.models import Milestone
from learning.process import domain_name, said
from reviews.families import FAMILIES, OTHER, family_name, family_of

CLOSED = ExpressionWrapper(
    Q(source__closed_on__isnull=False), output_field=BooleanField()
)


def late():
    """Whether a review has a limit that is overdue today."""
    overdue = Milestone.objects.overdue().filter(source=OuterRef("source_id"))
    return Exists(overdue)


@dataclass(frozen=True)
class Held:
    """How many visible reviews share a type, stage, group and state."""

    legal_type: str
    review_type: str
    stage: str
    group: tuple[int, str] | None
    closed: bool
    many: int
    late: int


@dataclass
class Part:
    """A part of the cycle: the domains it covers, and what stands in it."""

    key: str
    name: str
    domains: set = field(default_factory=set)
    held: list[Held] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return any(not row.closed for row in self.held)

    @property
    def rows(self) -> Q:
        return reduce(or_, map(_at, self.held), Q())


class Holdings:
    """What the visible list holds, counted in one query: filters and the panel."""

    def __init__(self, board, reviews):
        self.board, self.pack = board, load_pack(board.pack)
        self.rows = [_held(row) for row in _counted(reviews)]

    @cached_property
    def types(self) -> list[tuple[str, str]]:
        """Types the list holds, in the pack's order."""
        held = {row.review_type for row in self.rows}
        known = [kind for kind in self.pack.review_types if kind.key in held]
        return [(kind.key, said(kind.name)) for kind in known]

    @cached_property
    def families(self) -> list[tuple[str, str]]:
        held = {family_of(row.legal_type) for row in self.rows}
        return [(key, family_name(key)) for key in [*FAMILIES, OTHER] if key in held]

    @cached_property
    def groups(self) -> list[tuple[str, str]]:
        held = {row.group for row in self.rows if row.group}
        return sorted(((str(pk), name) for pk, name in held), key=lambda one: one[1])

    def stage(self, row):
        kind = self.pack.review_type(row.review_type)
        process = self.pack.process(kind.process) if kind else None
        return process.stage(row.stage) if process else None

    @cached_property
    def stages(self) -> dict[str, Q]:
        """What reviews stand at, in words, and which rows that means."""
        found = defaultdict(Q)
        for row in self.rows:
            if stage := self.stage(row):
                found[said(stage.name)] |= _at(row)
        return dict(found)

    @cached_property
    def parts(self) -> list[Part]:
        """Parts of the board's cycle that open reviews stand in, by their names.

        Boards cut the cycle differently: two domains may share one name.
        """
        named = {}
        for domain in Domain:
            name = domain_name(self.board, domain)
            named.setdefault(name, Part(domain.value, name)).domains.add(domain)
        for part in named.values():
            part.held = self._within(part.domains)
        return [part for part in named.values() if part.is_open]

    def _within(self, domains) -> list[Held]:
        stages = ((row, self.stage(row)) for row in self.rows)
        return [row for row, stage in stages if stage and stage.domain in domains]

    def stage_order(self):
        """To sort by how far a review is in its own process."""
        cases = [When(_at(row), then=Value(self._place(row))) for row in self.rows]
        return Case(*cases, default=Value(99)) if cases else Value(0)

    def _place(self, row) -> int:
        kind = self.pack.review_type(row.review_type)
        process = self.pack.process(kind.process) if kind else None
        keys = [stage.key for stage in process.stages] if process else []
        return keys.index(row.stage) if row.stage in keys else 99


def _at(row) -> Q:
    return Q(source__review_type=row.review_type, source__stage=row.stage)


def _counted(reviews):
    names = ("legal_type", "source__review_type", "source__stage")
    group = "source__lead_group"
    return (
        reviews.order_by()
        .annotate(closed=CLOSED)
        .values(*names, group, f"{group}__name_en", f"{group}__name_cy", "closed")
        .annotate(many=Count("pk"), late=Count("pk", filter=late()))
    )


def _held(row) -> Held:
    group, welsh = row["source__lead_group"], get_language() == "cy"
    name = (welsh and row["source__lead_group__name_cy"]) or row[
        "source__lead_group__name_en"
    ]
    return Held(
        row["legal_type"],
        row["source__review_type"],
        row["source__stage"],
        (group, name) if group else None,
        row["closed"],
        row["many"],
        row["late"],
    )
