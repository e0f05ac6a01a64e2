"""Rows of the reporting floor."""

from reporting.models.documents import BuiltDocument

__all__ = ["BuiltDocument"]
