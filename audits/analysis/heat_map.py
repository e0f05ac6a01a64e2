"""Agency x standard, with movement since last round.

A cell never invents a rating: unanswered, not applicable and not handed in are
states of their own. A question that was reworded is told apart from an answer
that moved.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import F, OuterRef, Subquery

from audits.choices import RECEIVED_STATES, ModerationKind
from audits.models import (
    AgencyReturn,
    Answer,
    ModerationStep,
    Question,
    RatingLevel,
    Round,
)


class CellState(StrEnum):
    RATED = "rated"
    NOT_APPLICABLE = "not_applicable"
    UNANSWERED = "unanswered"
    NOT_RETURNED = "not_returned"


class Movement(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NEW = "new"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True)
class Standard:
    """A rating question of the round."""

    pk: int
    key: str
    number: str
    text: str
    section: str
    tags: tuple[str, ...]
    scale_key: str
    reworded: bool
    new: bool


@dataclass(frozen=True)
class Cell:
    """One agency on one standard."""

    state: CellState
    level: RatingLevel | None = None
    self_level: RatingLevel | None = None
    previous: RatingLevel | None = None
    movement: Movement | None = None
    answer_id: int | None = None

    @property
    def is_moderated(self) -> bool:
        return self.level is not None and self.level != self.self_level


@dataclass(frozen=True)
class Row:
    """One agency's line of the map."""

    agency_return: AgencyReturn
    cells: tuple[Cell, ...]

    @property
    def agency(self):
        return self.agency_return.agency

    @property
    def received(self) -> bool:
        return self.agency_return.is_received


@dataclass
class HeatMap:
    """Everything the map, its PDF and its workbook show."""

    round: Round
    standards: list[Standard]
    rows: list[Row]
    levels: list[RatingLevel] = field(default_factory=list)

    @property
    def non_returns(self) -> list[AgencyReturn]:
        return [row.agency_return for row in self.rows if not row.received]

    def column(self, standard: Standard) -> list[tuple[Row, Cell]]:
        """Every agency's cell of one standard."""
        place = self.standards.index(standard)
        return [(row, row.cells[place]) for row in self.rows]


def heat_map(round, user, *, sector="") -> HeatMap:
    """Agency x standard for one reader: a constant number of queries."""
    levels = _levels(round)
    standards = _standards(round)
    now = _answers(round, user)
    before = _answers(round.previous, user) if round.previous_id else {}
    returns = _returns(round, sector)
    rows = [_row(one, standards, now, before, levels) for one in returns]
    shown = [
        level for level in levels.values() if level.scale.edition_id == round.edition_id
    ]
    return HeatMap(round, standards, rows, shown)


def _returns(round, sector):
    found = AgencyReturn.objects.filter(round=round).select_related("agency")
    found = found.filter(agency__sector=sector) if sector else found
    return list(found.order_by("agency__name_en"))


def _levels(round) -> dict[int, RatingLevel]:
    editions = [round.edition_id]
    if round.previous_id:
        editions.append(round.previous.edition_id)
    found = RatingLevel.objects.filter(scale__edition__in=editions)
    return {level.pk: level for level in found.select_related("scale")}


def _standards(round) -> list[Standard]:
    questions = _ratings(round.edition_id)
    old_words = (
        {
            question.key: question.text_en
            for question in _ratings(round.previous.edition_id)
        }
        if round.previous_id
        else {}
    )
    return [_standard(question, old_words) for question in questions]


def _ratings(edition_id):
    found = Question.objects.filter(edition=edition_id, kind="rating")
    return found.select_related("section", "scale").order_by("section__order", "order")


def _standard(question, old_words) -> Standard:
    known = question.key in old_words
    return Standard(
        pk=question.pk,
        key=question.key,
        number=question.number,
        text=question.text,
        section=str(question.section),
        tags=tuple(question.tags),
        scale_key=question.scale.key,
        reworded=known and old_words[question.key] != question.text_en,
        new=bool(old_words) and not known,
    )


def _answers(round, user) -> dict[tuple[int, str], dict]:
    """(agency, question key) -> answer, of returns handed in and readable."""
    found = Answer.objects.visible_to(user).filter(
        agency_return__round=round,
        agency_return__state__in=RECEIVED_STATES,
        question__kind="rating",
        complete=True,
    )
    found = found.annotate(
        agency_id=F("agency_return__agency_id"),
        key=F("question__key"),
        final=latest(ModerationKind.FINAL),
        moderated=latest(ModerationKind.MODERATED),
    ).values(
        "pk", "agency_id", "key", "level_id", "not_applicable", "final", "moderated"
    )
    return {(row["agency_id"], row["key"]): row for row in found}


def latest(kind):
    """The level of an answer's newest step of one kind, as a subquery."""
    steps = ModerationStep.objects.filter(answer=OuterRef("pk"), kind=kind)
    return Subquery(steps.order_by("-at", "-pk").values("level_id")[:1])


def _row(agency_return, standards, now, before, levels) -> Row:
    cells = (_cell(agency_return, one, now, before, levels) for one in standards)
    return Row(agency_return, tuple(cells))


def _cell(agency_return, standard, now, before, levels) -> Cell:
    place = (agency_return.agency_id, standard.key)
    old, answer = before.get(place), now.get(place)
    previous = levels.get(_standing(old)) if old else None
    if not agency_return.is_received:
        return Cell(CellState.NOT_RETURNED, previous=previous)
    if answer is None:
        return Cell(CellState.UNANSWERED, previous=previous)
    if answer["not_applicable"]:
        state = CellState.NOT_APPLICABLE
        return Cell(state, previous=previous, answer_id=answer["pk"])
    return _rated(answer, previous, levels)


def _rated(answer, previous, levels) -> Cell:
    level = levels.get(_standing(answer))
    if level is None:
        return Cell(CellState.UNANSWERED, previous=previous, answer_id=answer["pk"])
    return Cell(
        CellState.RATED,
        level=level,
        self_level=levels.get(answer["level_id"]),
        previous=previous,
        movement=_movement(level, previous),
        answer_id=answer["pk"],
    )


def _standing(answer):
    """The rating that stands: final, else moderated, else the agency's own."""
    return answer["final"] or answer["moderated"] or answer["level_id"]


def _movement(level, previous) -> Movement:
    if previous is None:
        return Movement.NEW
    if previous.scale.key != level.scale.key:
        return Movement.NOT_COMPARABLE
    if previous.value == level.value:
        return Movement.SAME
    return Movement.BETTER if level.value > previous.value else Movement.WORSE
