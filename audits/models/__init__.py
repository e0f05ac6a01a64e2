"""Rows of the audits floor."""

from audits.models.answers import (
    Answer,
    AnswerDraft,
    AnswerEvidence,
    ImprovementAction,
    SectionDelegation,
    SignOffRequest,
)
from audits.models.imports import ImportBatch
from audits.models.moderation import Clarification, ModerationStep, ScrutinyNote
from audits.models.questionnaires import (
    Edition,
    LevelDescriptor,
    Question,
    Questionnaire,
    RatingLevel,
    RatingScale,
    Section,
)
from audits.models.rounds import AgencyReturn, Extension, Round, RoundItem, Submission

__all__ = [
    "AgencyReturn",
    "Answer",
    "AnswerDraft",
    "AnswerEvidence",
    "Clarification",
    "Edition",
    "Extension",
    "ImportBatch",
    "ImprovementAction",
    "LevelDescriptor",
    "ModerationStep",
    "Question",
    "Questionnaire",
    "RatingLevel",
    "RatingScale",
    "Round",
    "RoundItem",
    "ScrutinyNote",
    "Section",
    "SectionDelegation",
    "SignOffRequest",
    "Submission",
]
