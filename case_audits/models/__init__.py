"""Rows of audits of practice."""

from case_audits.models.audits import (
    AuditCase,
    CaseAudit,
    Exclusion,
    JointMeeting,
    Participants,
    PassedIssue,
    Receipt,
)
from case_audits.models.programme import AuditProgramme, AuditProposal
from case_audits.models.returns import (
    AgencyAsk,
    CaseAnswer,
    CaseReturn,
    CaseVoice,
    FollowUp,
)
from case_audits.models.settings import AuditSettings
from case_audits.models.singles import SingleAudit
from case_audits.models.surveys import (
    Survey,
    SurveyAnswer,
    SurveyInvited,
    SurveyQuestion,
    SurveySheet,
)
from case_audits.models.tools import Grade, ToolEdition, ToolQuestion

__all__ = [
    "AgencyAsk",
    "AuditCase",
    "AuditProgramme",
    "AuditProposal",
    "AuditSettings",
    "CaseAnswer",
    "CaseAudit",
    "CaseReturn",
    "CaseVoice",
    "Exclusion",
    "FollowUp",
    "Grade",
    "JointMeeting",
    "Participants",
    "PassedIssue",
    "Receipt",
    "SingleAudit",
    "Survey",
    "SurveyAnswer",
    "SurveyInvited",
    "SurveyQuestion",
    "SurveySheet",
    "ToolEdition",
    "ToolQuestion",
]
