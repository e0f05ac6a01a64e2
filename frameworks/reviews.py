"""Shapes of reviews.toml: what a board may review, by which law, stage by stage."""

from dataclasses import dataclass
from datetime import date

from frameworks.schema import Words
from frameworks.vocabulary import (
    Clock,
    Condition,
    Domain,
    LegalTest,
    LegalType,
    SourceKind,
    Strand,
    Unit,
    Weight,
)


@dataclass(frozen=True)
class Criterion:
    """One question a screening answers."""

    key: str
    text: Words
    weight: Weight = Weight.MUST


@dataclass(frozen=True)
class RuleSet:
    """The criteria in force between two days, and the test they add up to."""

    key: str
    name: Words
    legal_basis: str
    test: LegalTest
    legal_test: Words
    criteria: tuple[Criterion, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    unverified: bool = False

    def in_force(self, day: date) -> bool:
        return _in_force(self, day)


@dataclass(frozen=True)
class Limit:
    """A time limit: so many units after one clock started, met when another does.

    A negative count lies before its clock: papers, advance copies.
    """

    key: str
    name: Words
    after: Clock
    until: Clock
    count: int
    unit: Unit
    basis: str
    valid_from: date | None = None
    valid_to: date | None = None
    unverified: bool = False

    def in_force(self, day: date) -> bool:
        return _in_force(self, day)


@dataclass(frozen=True)
class Move:
    """A way out of a stage, and what must be true before it is taken."""

    to: str
    needs: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Stage:
    """One step of a process; a stage without moves is an end."""

    key: str
    name: Words
    domain: Domain
    with_whom: Words = Words("")
    starts: Clock | None = None
    moves: tuple[Move, ...] = ()

    @property
    def is_end(self) -> bool:
        return not self.moves


@dataclass(frozen=True)
class Process:
    """Stages in the order they are shown. The first is where a review begins."""

    key: str
    name: Words
    stages: tuple[Stage, ...]

    def stage(self, key: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.key == key), None)


@dataclass(frozen=True)
class Toolkit:
    """The method's materials: shown inside a review, with the edition used."""

    name: Words
    version: str = ""
    state: Words = Words("")
    url: str = ""


@dataclass(frozen=True)
class ReviewType:
    """A kind of review as the board names it, apart from what it is in law."""

    key: str
    name: Words
    kind: SourceKind
    legal_type: LegalType
    process: str
    statutory: bool = False
    legal_basis: str = ""
    strand: Strand = Strand.BOTH
    source: str = ""
    lead_group: str = ""
    commissioner: Words = Words("")
    rule_sets: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    panel: bool = True
    reviewers: int = 1
    outputs: tuple[Words, ...] = ()
    toolkit: Toolkit | None = None
    public_for_weeks: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""
    note: Words = Words("")
    unverified: bool = False

    def in_force(self, day: date) -> bool:
        return _in_force(self, day)

    def is_historical(self, day: date) -> bool:
        """Whether the law it rests on was replaced before the day."""
        return bool(self.valid_to and self.valid_to < day)


def _in_force(dated, day: date) -> bool:
    begun = dated.valid_from is None or dated.valid_from <= day
    return begun and (dated.valid_to is None or day <= dated.valid_to)
