"""Rows of the reporting floor."""

from reporting.models.annual import (
    AnnualBlock,
    AnnualComment,
    AnnualContribution,
    AnnualEdition,
    AnnualMilestone,
    AnnualReport,
    AnnualSection,
    AnnualSignOff,
    UnsavedBlock,
    UnsavedContribution,
)
from reporting.models.documents import BuiltDocument

__all__ = [
    "AnnualBlock",
    "AnnualComment",
    "AnnualContribution",
    "AnnualEdition",
    "AnnualMilestone",
    "AnnualReport",
    "AnnualSection",
    "AnnualSignOff",
    "BuiltDocument",
    "UnsavedBlock",
    "UnsavedContribution",
]
