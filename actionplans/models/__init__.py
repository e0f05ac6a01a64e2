"""Rows of action plans."""

from actionplans.models.plans import Action, ActionPlan
from actionplans.models.progress import (
    ActionEvidence,
    ActionLink,
    ActionUpdate,
    BringingIn,
    ImpactReview,
    MeetingItem,
    MeetingRecord,
    ProgressReport,
    ReportNote,
    SavedView,
)

__all__ = [
    "Action",
    "ActionEvidence",
    "ActionLink",
    "ActionPlan",
    "ActionUpdate",
    "BringingIn",
    "ImpactReview",
    "MeetingItem",
    "MeetingRecord",
    "ProgressReport",
    "ReportNote",
    "SavedView",
]
