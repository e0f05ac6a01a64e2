"""The questions of one return in order: one step each, and one for each block."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from audits.choices import RepeatChoices
from audits.models import Question, RatingLevel, Round, RoundItem


@dataclass(frozen=True)
class Step:
    """A question, and the block of the round it is asked for, if any."""

    question: Question
    block: RoundItem | None = None

    @property
    def place(self) -> tuple[int, int | None]:
        """What tells this step's answer apart from the others'."""
        return (self.question.pk, self.block and self.block.pk)

    @property
    def anchor(self) -> str:
        """A short name for links inside one page."""
        return f"q-{self.question.key}" + (f"-{self.block.pk}" if self.block else "")


def steps_of(round: Round) -> list[Step]:
    """Every step of a round in the questionnaire's order. Two queries."""
    questions = Question.objects.filter(edition=round.edition_id)
    ordered = questions.select_related("section", "scale").order_by(
        "section__order", "section_id", "order", "pk"
    )
    blocks = blocks_of(round)
    return [step for question in ordered for step in _steps(question, blocks)]


def blocks_of(round: Round) -> dict[int, list[RoundItem]]:
    """What the round puts into its questions, by question. One query."""
    found = defaultdict(list)
    for item in round.items.all():
        found[item.question_id].append(item)
    return found


def _steps(question, blocks):
    if question.repeat != RepeatChoices.PER_PUBLISHED_REVIEW:
        return [Step(question)]
    return [Step(question, block) for block in blocks.get(question.pk, [])]


def count_steps(round: Round) -> int:
    """How many answers a whole return of this round has."""
    return len(steps_of(round))


LEVEL_FIELDS = [field.attname for field in RatingLevel._meta.concrete_fields]


def with_levels(questions):
    """Questions whose levels come along in the same query (see `levels_of`)."""
    rows = RatingLevel.objects.filter(scale=OuterRef("scale")).order_by("-value")
    as_json = JSONObject(**{name: name for name in LEVEL_FIELDS})
    return questions.annotate(level_rows=ArraySubquery(rows.values(row=as_json)))


def levels_of(question) -> list[RatingLevel]:
    """The levels a question rates with, best first."""
    if hasattr(question, "level_rows"):
        return [RatingLevel(**row) for row in question.level_rows]
    return list(question.scale.levels.all()) if question.scale_id else []
