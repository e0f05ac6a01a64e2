"""Rows of the dissemination floor."""

from dissemination.models.briefings import Briefing, UnsavedBriefing
from dissemination.models.bulletins import (
    Bulletin,
    BulletinItem,
    BulletinMail,
    UnsavedBulletin,
)
from dissemination.models.impact import LessonMeasure
from dissemination.models.plans import DisseminationPlan, PlanLine, ShareRecord
from dissemination.models.recall import RecallAnswer, RecallRule
from dissemination.models.requests import (
    AgencyPart,
    Cascade,
    LearningPoint,
    LearningRequest,
    PartConfirmation,
    PointAnswer,
)
from dissemination.models.subscriptions import Subscription
from dissemination.models.summaries import Commission, LearningSummary
from dissemination.models.teams import Acknowledgement, TeamLink
from dissemination.models.work import WorkTask

__all__ = [
    "Acknowledgement",
    "AgencyPart",
    "Briefing",
    "Bulletin",
    "BulletinItem",
    "BulletinMail",
    "Cascade",
    "Commission",
    "DisseminationPlan",
    "LearningPoint",
    "LearningRequest",
    "LearningSummary",
    "LessonMeasure",
    "PartConfirmation",
    "PlanLine",
    "PointAnswer",
    "RecallAnswer",
    "RecallRule",
    "ShareRecord",
    "Subscription",
    "TeamLink",
    "UnsavedBriefing",
    "UnsavedBulletin",
    "WorkTask",
]
