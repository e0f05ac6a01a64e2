"""indicators.toml: what a board measures, and the places it compares itself with."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from frameworks.schema import Words


class Polarity(StrEnum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Obligation(StrEnum):
    """What a measure answers, in outcomes-based accountability."""

    HOW_MUCH = "how_much"
    HOW_WELL = "how_well"
    DIFFERENCE = "difference"


class Frequency(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class YearKind(StrEnum):
    FINANCIAL = "financial"
    ACADEMIC = "academic"
    CALENDAR = "calendar"


class PlaceKind(StrEnum):
    AUTHORITY = "authority"
    BOARD = "board"
    REGION = "region"
    NATION = "nation"
    OTHER = "other"


class OwnPlace(StrEnum):
    NONE = ""
    WHOLE = "whole"
    PART = "part"


class ComparatorKind(StrEnum):
    STATISTICAL = "statistical"
    BOARDS = "boards"
    REGION = "region"
    NATION = "nation"
    OTHER = "other"


@dataclass(frozen=True)
class IndicatorAreaFacts:
    """A part of the catalogue."""

    key: str
    name: Words


@dataclass(frozen=True)
class IndicatorFacts:
    """One measure: how it is counted, who owns it, what is expected of it."""

    key: str
    area: str
    name: Words
    unit: Words
    polarity: Polarity
    obligation: Obligation
    definition: Words = Words("")
    owner: str = ""
    decimals: int = 1
    denominator: Words = Words("")
    multiplier: int = 1
    frequency: Frequency = Frequency.QUARTER
    year_kind: YearKind = YearKind.FINANCIAL
    target: float | None = None
    tolerance: float | None = None
    minimum_change: float | None = None
    comparator_gap: float | None = None
    questions: tuple[Words, ...] = ()
    measure_key: str = ""
    codes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlaceFacts:
    """A place figures are about, and the one that took over from it."""

    key: str
    kind: PlaceKind
    name: Words
    codes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    own: OwnPlace = OwnPlace.NONE
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class ComparatorFacts:
    """Places that figures are set beside."""

    key: str
    kind: ComparatorKind
    name: Words
    places: tuple[str, ...]
    model_year: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class SuccessionFacts:
    """A place that took over from another on a day."""

    before: str
    after: str
    on: date


@dataclass(frozen=True)
class IndicatorsFacts:
    """Everything indicators.toml says."""

    areas: tuple[IndicatorAreaFacts, ...] = ()
    indicators: tuple[IndicatorFacts, ...] = ()
    places: tuple[PlaceFacts, ...] = ()
    successions: tuple[SuccessionFacts, ...] = ()
    comparators: tuple[ComparatorFacts, ...] = ()
