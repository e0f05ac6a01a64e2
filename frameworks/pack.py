"""A whole pack: every list of one board's framework, checked together."""

from dataclasses import dataclass, field
from datetime import date

from frameworks.annual import (
    AnnualMilestone,
    AnnualReportFacts,
    AnnualSectionFacts,
    ChecklistItem,
)
from frameworks.case_audits import CaseAuditFacts
from frameworks.deaths import DeathsFacts
from frameworks.indicators import IndicatorsFacts
from frameworks.reviews import Limit, Process, ReviewType, RuleSet
from frameworks.schema import (
    AgencyFacts,
    Audience,
    BoardFacts,
    GroupFacts,
    LearningTable,
    QuestionnaireFacts,
    ReportTemplate,
    ScaleFacts,
    SharingMethod,
    SourceTypeFacts,
    ThemeFacts,
    TimetableEntry,
)
from frameworks.voices import VoicesFacts


@dataclass(frozen=True)
class Pack:
    """Everything one board's framework says, checked as a whole."""

    board: BoardFacts
    groups: tuple[GroupFacts, ...]
    agencies: tuple[AgencyFacts, ...]
    learning_table: LearningTable
    sources: tuple[SourceTypeFacts, ...]
    scales: tuple[ScaleFacts, ...]
    sharing: tuple[SharingMethod, ...]
    audiences: tuple[Audience, ...]
    timetable: tuple[TimetableEntry, ...]
    templates: tuple[ReportTemplate, ...]
    questionnaires: tuple[QuestionnaireFacts, ...] = field(default=())
    review_types: tuple[ReviewType, ...] = field(default=())
    rule_sets: tuple[RuleSet, ...] = field(default=())
    processes: tuple[Process, ...] = field(default=())
    limits: tuple[Limit, ...] = field(default=())
    themes: tuple[ThemeFacts, ...] = field(default=())
    annual_reports: tuple[AnnualReportFacts, ...] = field(default=())
    annual_sections: tuple[AnnualSectionFacts, ...] = field(default=())
    annual_checklist: tuple[ChecklistItem, ...] = field(default=())
    annual_milestones: tuple[AnnualMilestone, ...] = field(default=())
    case_audits: CaseAuditFacts = field(default=CaseAuditFacts())
    deaths: DeathsFacts = DeathsFacts()
    voices: VoicesFacts = VoicesFacts()
    indicators: IndicatorsFacts = IndicatorsFacts()

    def review_type(self, key: str) -> ReviewType | None:
        return _keyed(self.review_types, key)

    def process(self, key: str) -> Process | None:
        return _keyed(self.processes, key)

    def rules_of(self, kind: ReviewType, day: date) -> RuleSet | None:
        """The rule set of a type in force on a day, or none where it has none."""
        named = (_keyed(self.rule_sets, key) for key in kind.rule_sets)
        return next((rules for rules in named if rules.in_force(day)), None)

    def limits_of(self, kind: ReviewType, day: date) -> list[Limit]:
        """The limits of a type in force on a day."""
        named = (_keyed(self.limits, key) for key in kind.limits)
        return [limit for limit in named if limit.in_force(day)]


def _keyed(rows, key):
    return next((row for row in rows if row.key == key), None)
