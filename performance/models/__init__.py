"""Rows of the room of figures."""

from performance.models.catalogue import Indicator, IndicatorArea
from performance.models.imports import DataImport, ImportMapping, StagedValue
from performance.models.places import ComparatorGroup, Place, Succession
from performance.models.returns import FigureReturn, ReturnLine
from performance.models.talk import FigureAsk, FigureReading, FigureSummary
from performance.models.values import IndicatorValue

__all__ = [
    "ComparatorGroup",
    "DataImport",
    "FigureAsk",
    "FigureReading",
    "FigureReturn",
    "FigureSummary",
    "ImportMapping",
    "Indicator",
    "IndicatorArea",
    "IndicatorValue",
    "Place",
    "ReturnLine",
    "StagedValue",
    "Succession",
]
