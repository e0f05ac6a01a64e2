"""How the questions of one sheet are answered: on which scale, or otherwise."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from audits.importing.columns import Column
from audits.importing.grid import Problem
from audits.importing.matching import plain
from audits.importing.scales import (
    FOUND,
    WRITTEN,
    YES_NO,
    is_known,
    scale_found,
)
from frameworks.schema import ScaleFacts
from frameworks.vocabulary import QuestionKind


@dataclass(frozen=True)
class Rates:
    """The kind of answer of a sheet's questions, and the scale of ratings."""

    kind: QuestionKind
    scale: ScaleFacts | None = None
    problems: list[Problem] = field(default_factory=list)


def rates_of(sheet, mapping, wanted: str, scales: dict) -> Rates:
    """What the person chose, or what the columns show."""
    if wanted == YES_NO:
        return Rates(QuestionKind.YES_NO)
    if wanted == WRITTEN:
        return Rates(QuestionKind.TEXT)
    if wanted in scales:
        return Rates(QuestionKind.RATING, scales[wanted])
    return _shown(sheet, mapping, scales) if wanted == FOUND else _unknown(sheet)


def _shown(sheet, mapping, scales) -> Rates:
    words = list(mapping.levels.values())
    if words and set(words) <= {"yes", "no", "not"}:
        return Rates(QuestionKind.YES_NO)
    if problems := [*_unknown_levels(sheet, mapping)]:
        return Rates(QuestionKind.TEXT, problems=problems)
    if scale := scale_found(words, scales):
        return Rates(QuestionKind.RATING, scale)
    rating = mapping.first(Column.RATING)
    if rating is not None:
        if scale := _named(sheet.cell(mapping.heading_row, rating), scales):
            return Rates(QuestionKind.RATING, scale)
        return _unknown(sheet, at=(mapping.heading_row, rating))
    if mapping.first(Column.KIND) is not None or mapping.first(Column.POSITION):
        return Rates(QuestionKind.TEXT)
    return _unknown(sheet)


def _unknown_levels(sheet, mapping):
    """Levels whose order nobody can tell from their names."""
    for at, word in mapping.levels.items():
        if not is_known(word):
            what = _("How good the level “%s” is cannot be told from its name.")
            todo = _("Choose below a rating scale that has it, or rename the heading.")
            where = sheet.address(mapping.heading_row, at)
            yield Problem(where, what % word[:60], todo)


def _named(heading, scales) -> ScaleFacts | None:
    """BRAG, RAG or Yes/No said in the rating column's own heading."""
    words = plain(heading).split()
    if "brag" in words:
        return next((s for k, s in scales.items() if "brag" in k), None)
    if "rag" in words:
        return next((s for k, s in scales.items() if k == "rag"), None)
    return None


def _unknown(sheet, at=None) -> Rates:
    where = sheet.address(*at) if at else sheet.name
    what = _("Nothing in the file says which ratings an agency may choose.")
    todo = _("Choose a rating scale below.")
    return Rates(QuestionKind.TEXT, problems=[Problem(where, what, todo)])
