"""Rows of the voices floor."""

from voices.models.activities import Escalation, VoiceActivity
from voices.models.complaints import (
    ComplaintLesson,
    CountAnswer,
    CountLine,
    CountReturn,
    CountRound,
)
from voices.models.reports import AreaReport, AreaReportLine
from voices.models.rules import BoardVoiceRules, rules_of
from voices.models.surveys import (
    Survey,
    SurveyEdition,
    SurveyQuestion,
    SurveyResult,
    Wording,
)

__all__ = [
    "AreaReport",
    "AreaReportLine",
    "BoardVoiceRules",
    "ComplaintLesson",
    "CountAnswer",
    "CountLine",
    "CountReturn",
    "CountRound",
    "Escalation",
    "Survey",
    "SurveyEdition",
    "SurveyQuestion",
    "SurveyResult",
    "VoiceActivity",
    "Wording",
    "rules_of",
]
