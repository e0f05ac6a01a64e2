"""Rows of the learning floor."""

from learning.models.documents import Document, Evidence
from learning.models.findings import Finding, Recommendation
from learning.models.framework import (
    Audience,
    FrameworkNote,
    Priority,
    ReportTemplate,
    SharingMethod,
    SourceType,
    TimetableEntry,
)
from learning.models.impact import ImpactEntry
from learning.models.jobs import Job
from learning.models.loading import LoadedRow
from learning.models.reminders import (
    CalendarToken,
    Digest,
    DigestItem,
    ReminderRule,
)
from learning.models.sources import LearningSource, SourceLink, StageEvent
from learning.models.stages import Milestone, MilestoneChange, SourceDate
from learning.models.themes import (
    RecurrenceNotice,
    Theme,
    ThemeResponse,
    ThemeTag,
)
from learning.models.themes_reports import (
    ThemesReport,
    ThemesReportStep,
    UnsavedThemesReport,
)

__all__ = [
    "RecurrenceNotice",
    "Theme",
    "ThemeResponse",
    "ThemeTag",
    "ThemesReport",
    "ThemesReportStep",
    "SourceDate",
    "MilestoneChange",
    "Milestone",
    "SourceLink",
    "Recommendation",
    "Finding",
    "Audience",
    "CalendarToken",
    "Digest",
    "DigestItem",
    "Document",
    "Evidence",
    "ImpactEntry",
    "FrameworkNote",
    "Job",
    "LearningSource",
    "LoadedRow",
    "Priority",
    "ReminderRule",
    "ReportTemplate",
    "SharingMethod",
    "SourceType",
    "StageEvent",
    "TimetableEntry",
    "UnsavedThemesReport",
]
