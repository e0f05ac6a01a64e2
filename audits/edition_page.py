"""An edition as people read it: sections, questions, and what each rating means."""

from dataclasses import dataclass

from django.db.models import Prefetch

from audits.forms.returns import TAGS
from audits.models import LevelDescriptor, Question, RatingLevel
from audits.rewording import left_behind


@dataclass(frozen=True)
class Asked:
    """One question with its scale's levels and what each looks like here."""

    question: Question
    levels: list[tuple[RatingLevel, LevelDescriptor | None]]

    @property
    def has_descriptors(self) -> bool:
        return any(here for _level, here in self.levels)

    @property
    def tags(self) -> list[str]:
        return [label for tag, label in TAGS.items() if tag in self.question.tags]


@dataclass(frozen=True)
class Part:
    """One section with its questions in order."""

    section: object
    questions: list[Asked]


def scales_of(edition):
    """Rating scales of the edition with their levels, best first."""
    return list(edition.scales.prefetch_related("levels"))


TEXTS = [
    f"{text}_{language}"
    for text in ("text", "guidance", "evidence_hint")
    for language in ("en", "cy")
]


def with_older_welsh(edition) -> set[str]:
    """Keys of questions reworded in English since the edition before, not in Welsh."""
    if edition.follows is None or "cy" not in edition.questionnaire.board.languages:
        return set()
    before = {
        one["key"]: one for one in edition.follows.questions.values("key", *TEXTS)
    }
    return {
        one["key"]
        for one in edition.questions.values("key", *TEXTS)
        if one["key"] in before and left_behind(before[one["key"]], one)
    }


def parts_of(edition, scales) -> list[Part]:
    """Sections and questions of an edition the reader may see. Three queries."""
    levels = {scale.pk: list(scale.levels.all()) for scale in scales}
    questions = edition.questions.prefetch_related("descriptors").order_by(
        "order", "pk"
    )
    sections = edition.sections.prefetch_related(Prefetch("questions", questions))
    return [
        Part(section, [_asked(one, levels) for one in section.questions.all()])
        for section in sections.order_by("order", "pk")
    ]


def _asked(question, levels) -> Asked:
    here = {one.level_id: one for one in question.descriptors.all()}
    scale = levels.get(question.scale_id, [])
    return Asked(question, [(level, here.get(level.pk)) for level in scale])
