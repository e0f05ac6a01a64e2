"""Rows of reviews."""

from reviews.models.involvement import (
    Involvement,
    OutputDone,
    ParallelProcess,
    PrincipleAnswer,
    Publication,
)
from reviews.models.people import (
    InformationRequest,
    PanelMember,
    PoolPerson,
    RequestFile,
    ReviewDocument,
    SinglePoint,
)
from reviews.models.reviews import (
    CriterionAnswer,
    Decision,
    Inspection,
    Review,
    RotaTurn,
)
from reviews.models.unsaved import UnsavedWords

__all__ = [
    "CriterionAnswer",
    "Decision",
    "InformationRequest",
    "Inspection",
    "Involvement",
    "OutputDone",
    "PanelMember",
    "ParallelProcess",
    "PoolPerson",
    "PrincipleAnswer",
    "Publication",
    "RequestFile",
    "Review",
    "ReviewDocument",
    "RotaTurn",
    "SinglePoint",
    "UnsavedWords",
]
