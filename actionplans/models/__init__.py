"""Rows of action plans."""

from actionplans.models.actions import Action
from actionplans.models.offers import ActionOffer
from actionplans.models.plans import ActionPlan
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
from actionplans.models.rhythm import PlanRhythm

__all__ = [
    "Action",
    "ActionEvidence",
    "ActionLink",
    "ActionOffer",
    "ActionPlan",
    "ActionUpdate",
    "BringingIn",
    "ImpactReview",
    "MeetingItem",
    "MeetingRecord",
    "PlanRhythm",
    "ProgressReport",
    "ReportNote",
    "SavedView",
]
