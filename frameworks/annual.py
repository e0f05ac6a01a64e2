"""The board's annual report: its year, its sections, what the law asks of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from frameworks.schema import Words


class Drawing(StrEnum):
    """What of a year's records a section is drafted from."""

    MEMBERS = "members"
    PRIORITIES = "priorities"
    ACTIVITY = "activity"
    REVIEWS = "reviews"
    REVIEWS_ONGOING = "reviews_ongoing"
    REVIEW_FINDINGS = "review_findings"
    GOOD_PRACTICE = "good_practice"
    RECOMMENDATIONS = "recommendations"
    REFUSALS = "refusals"
    ACTIONS = "actions"
    IMPACT = "impact"
    MEASURES = "measures"
    AUDITS = "audits"
    THEMES = "themes"
    DISSEMINATION = "dissemination"
    PARTICIPATION = "participation"
    TRAINING = "training"
    CONTRIBUTIONS = "contributions"
    NEXT_STEPS = "next_steps"


@dataclass(frozen=True)
class AnnualReportFacts:
    """templates.toml: the document, the year it reports on and its last day.

    `key` is the template it is written under.
    """

    key: str
    first_month: int
    due_month: int
    due_day: int
    note: Words = Words("")
    unverified: bool = False


@dataclass(frozen=True)
class AnnualSectionFacts:
    """A section in the board's order: what fills it, which items it answers."""

    key: str
    title: Words
    draws_on: tuple[Drawing, ...] = ()
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChecklistItem:
    """Something the law asks an annual report to say, in words of our own.

    Drafted blocks of `drawn_from` answer it; where none can, only a hand does.
    """

    key: str
    text: Words
    source: str
    drawn_from: tuple[Drawing, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    unverified: bool = False


@dataclass(frozen=True)
class AnnualMilestone:
    """A step of the timetable, so many days before the report is due."""

    key: str
    name: Words
    days_before: int
