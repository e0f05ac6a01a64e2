"""Rows of the reporting floor."""

from reporting.models.annual import (
    AnnualBlock,
    AnnualContribution,
    AnnualMilestone,
    AnnualReport,
    AnnualSection,
    UnsavedBlock,
    UnsavedContribution,
)
from reporting.models.annual_reading import (
    AnnualComment,
    AnnualEdition,
    AnnualEditionFile,
    AnnualReading,
    AnnualSignOff,
)
from reporting.models.documents import BuiltDocument

__all__ = [
    "AnnualBlock",
    "AnnualComment",
    "AnnualContribution",
    "AnnualEdition",
    "AnnualEditionFile",
    "AnnualMilestone",
    "AnnualReading",
    "AnnualReport",
    "AnnualSection",
    "AnnualSignOff",
    "BuiltDocument",
    "UnsavedBlock",
    "UnsavedContribution",
]
