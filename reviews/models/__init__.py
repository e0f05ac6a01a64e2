"""Rows of reviews."""

from reviews.models.filing import FindingOwner, ProgressNote
from reviews.models.involvement import (
    Involvement,
    OutputDone,
    ParallelProcess,
    PrincipleAnswer,
    Publication,
)
from reviews.models.papers import ReviewDocument
from reviews.models.people import PanelMember, PoolPerson, SinglePoint
from reviews.models.requests import (
    InformationRequest,
    RequestDraft,
    RequestEvent,
    RequestFile,
)
from reviews.models.responses import PublishedResponse
from reviews.models.reviews import (
    CriterionAnswer,
    Decision,
    Inspection,
    Review,
    RotaTurn,
)
from reviews.models.unsaved import UnsavedFiling, UnsavedWords

__all__ = [
    "CriterionAnswer",
    "Decision",
    "FindingOwner",
    "InformationRequest",
    "Inspection",
    "Involvement",
    "OutputDone",
    "PanelMember",
    "ParallelProcess",
    "PoolPerson",
    "PrincipleAnswer",
    "ProgressNote",
    "Publication",
    "PublishedResponse",
    "RequestDraft",
    "RequestEvent",
    "RequestFile",
    "Review",
    "ReviewDocument",
    "RotaTurn",
    "SinglePoint",
    "UnsavedFiling",
    "UnsavedWords",
]
