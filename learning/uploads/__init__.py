"""Judging an uploaded file by what it holds, before anything unpacks it."""

from learning.uploads.judging import Judged, judge
from learning.uploads.kinds import CSV, DOCX, EVIDENCE, JPG, PDF, PNG, PPTX, XLSX, Kind
from learning.uploads.refusals import Refused

__all__ = [
    "CSV",
    "DOCX",
    "EVIDENCE",
    "JPG",
    "PDF",
    "PNG",
    "PPTX",
    "XLSX",
    "Judged",
    "Kind",
    "Refused",
    "judge",
]
