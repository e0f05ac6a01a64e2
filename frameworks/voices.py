"""voices.toml: how a board hears people, and what it counts of complaints."""

from dataclasses import dataclass

from frameworks.schema import Words
from frameworks.vocabulary import Strand


@dataclass(frozen=True)
class Choice:
    """One of a list a board chooses from: a method, a medium, a theme."""

    key: str
    name: Words
    strand: Strand = Strand.BOTH


@dataclass(frozen=True)
class Rung:
    """One rung of a ladder; the lowest are no participation at all."""

    number: int
    key: str
    name: Words
    participation: bool = True


@dataclass(frozen=True)
class LadderFacts:
    """A ladder of participation. Rungs of two ladders are never compared."""

    key: str
    name: Words
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class PhaseFacts:
    """Who answered a survey: a school phase, or a year group within one."""

    key: str
    name: Words
    part_of: str = ""


@dataclass(frozen=True)
class AreaReportFacts:
    """A report of counts and lessons a board receives (LADO, private fostering)."""

    key: str
    name: Words
    source: str = ""
    themes: tuple[Choice, ...] = ()
    every_months: int = 12


@dataclass(frozen=True)
class SurveyFacts:
    """A survey that comes back each year, with the questions it opens with."""

    key: str
    title: Words
    asked_by: Words
    population: Words
    source: str = ""
    questions: tuple[Words, ...] = ()


@dataclass(frozen=True)
class VoiceRules:
    """What a board begins with; it changes both numbers in the browser."""

    suppress_below: int = 6
    tell_back_weeks: int = 8
    voice_source: str = ""
    complaint_source: str = ""
    complaints_to: tuple[str, ...] = ()
    unverified: bool = True  # no framework we read states the two numbers


@dataclass(frozen=True)
class VoicesFacts:
    """Everything voices.toml says."""

    rules: VoiceRules = VoiceRules()
    methods: tuple[Choice, ...] = ()
    media: tuple[Choice, ...] = ()
    ladders: tuple[LadderFacts, ...] = ()
    processes: tuple[Choice, ...] = ()
    complaint_themes: tuple[Choice, ...] = ()
    phases: tuple[PhaseFacts, ...] = ()
    reports: tuple[AreaReportFacts, ...] = ()
    surveys: tuple[SurveyFacts, ...] = ()
