"""deaths.toml: what panels on child deaths count by, and which groups keep learning
from deaths to themselves."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from frameworks.schema import Words


class DeathSubject(StrEnum):
    CHILD_DEATH = "child_death"
    SUICIDE = "suicide"


class FactorKind(StrEnum):
    THEME = "theme"
    TRIGGER = "trigger"


@dataclass(frozen=True)
class DatedFacts:
    """Where a rule comes from, when it holds, and whether a board has checked it."""

    valid_from: date | None = None
    valid_to: date | None = None
    basis: str = ""
    verified: bool = False

    def in_force(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, kw_only=True)
class CategoryFacts(DatedFacts):
    """A category of death; of those that apply the one highest in order counts."""

    key: str
    number: int
    name: Words


@dataclass(frozen=True)
class ScoreFacts:
    """One score of a form and what it says. A label, never a number to reckon with."""

    score: str
    meaning: Words


@dataclass(frozen=True)
class DomainFacts:
    key: str
    name: Words


@dataclass(frozen=True, kw_only=True)
class FormFacts(DatedFacts):
    """One version of the form of analysis, with its own domains and scores."""

    key: str
    name: Words
    domains: tuple[DomainFacts, ...]
    scores: tuple[ScoreFacts, ...]


@dataclass(frozen=True, kw_only=True)
class PurposeFacts(DatedFacts):
    """What each death is looked at for."""

    key: str
    name: Words


@dataclass(frozen=True, kw_only=True)
class FactorFacts:
    """A theme or a trigger seen in reviews of suicides."""

    key: str
    kind: FactorKind
    name: Words


@dataclass(frozen=True, kw_only=True)
class PanelFacts(DatedFacts):
    """A group that keeps learning from deaths; what a board may change later."""

    key: str
    group: str
    subject: DeathSubject = DeathSubject.CHILD_DEATH
    suppress_up_to: int = 5
    limit_months: int = 4
    latest_on: date | None = None
    serves_also: str = ""


@dataclass(frozen=True)
class DeathsFacts:
    categories: tuple[CategoryFacts, ...] = ()
    forms: tuple[FormFacts, ...] = ()
    purposes: tuple[PurposeFacts, ...] = ()
    factors: tuple[FactorFacts, ...] = ()
    panels: tuple[PanelFacts, ...] = ()
