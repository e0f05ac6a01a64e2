"""Rows of the learning floor."""

from learning.models.documents import Document, Evidence
from learning.models.framework import (
    Audience,
    FrameworkNote,
    Priority,
    ReportTemplate,
    SharingMethod,
    SourceType,
    TimetableEntry,
)
from learning.models.jobs import Job
from learning.models.loading import LoadedRow
from learning.models.reminders import (
    CalendarToken,
    Digest,
    DigestItem,
    ReminderRule,
)
from learning.models.sources import LearningSource, StageEvent

__all__ = [
    "Audience",
    "CalendarToken",
    "Digest",
    "DigestItem",
    "Document",
    "Evidence",
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
]
