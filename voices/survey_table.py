"""What a survey showed over the years, small numbers kept back.

Each wording of a question is a line of its own: answers to other words are other
answers, never put side by side as one series and never averaged.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from voices.facts import parents, phases
from voices.models import Survey, SurveyResult, rules_of
from voices.small import kept_back

EVERYBODY = ""


@dataclass(frozen=True)
class Cell:
    """One year's result of one group; without a result where nothing was given."""

    year: str
    result: SurveyResult | None = None
    is_back: bool = False

    @property
    def is_shown(self) -> bool:
        return self.result is not None and not self.is_back

    @property
    def percent(self) -> float | None:
        return self.result.percent if self.is_shown else None

    @property
    def answered(self) -> int | None:
        return self.result.answered if self.is_shown else None

    @property
    def count(self) -> int | None:
        return self.result.count if self.is_shown else None


@dataclass(frozen=True)
class Line:
    """One group of people over the years, asked in the same words."""

    phase: str
    name: str
    cells: list[Cell]

    @property
    def is_empty(self) -> bool:
        return all(cell.result is None for cell in self.cells)


@dataclass(frozen=True)
class Asked:
    """One wording, with the groups that answered it."""

    wording: object
    lines: list[Line]
    reworded: bool = False  # another wording of the same question came before

    @property
    def years(self) -> list[str]:
        cells = [cell for line in self.lines for cell in line.cells]
        return sorted({cell.year for cell in cells if cell.result})


@dataclass
class SurveyTable:
    """Years across; questions, wordings and groups down."""

    years: list[str]
    asked: list[Asked] = field(default_factory=list)

    @property
    def is_any_back(self) -> bool:
        return any(
            cell.is_back
            for one in self.asked
            for line in one.lines
            for cell in line.cells
        )


def survey_table(survey: Survey, *, all_numbers: bool) -> SurveyTable:
    """The whole survey. Three queries. `all_numbers` only for who may read them."""
    below = rules_of(survey.board).suppress_below
    years, held = [], defaultdict(dict)
    for edition in survey.editions.prefetch_related("results__wording__question"):
        years.append(edition.year)
        for result in edition.results.all():
            held[result.wording][edition.year, result.phase] = result
    table = SurveyTable(sorted(years))
    for wording in sorted(held, key=lambda one: (one.question.number, one.pk)):
        results = held[wording]
        back = set() if all_numbers else _back(survey.board, results, below)
        lines = _lines(survey.board, results, back, table.years)
        before = bool(table.asked) and (
            table.asked[-1].wording.question_id == wording.question_id
        )
        table.asked.append(Asked(wording, lines, before))
    return table


def _back(board, results, below) -> set:
    """(year, phase) of what is kept back: each year by itself."""
    above, found = _parents(board), set()
    for year in {year for year, _phase in results}:
        cells = {
            phase: (one.answered, one.count, one.answered - one.count)
            for (when, phase), one in results.items()
            if when == year
        }
        hidden = kept_back(cells, _nearest(above, cells), below)
        found |= {(year, phase) for phase in hidden}
    return found


def _parents(board) -> dict[str, str]:
    """Phase -> what it is part of, everybody at the end."""
    return {key: above or EVERYBODY for key, above in parents(board).items()}


def _nearest(above, cells) -> dict[str, str]:
    """The nearest group above that has a result: year 8 is part of everybody where
    nobody gave the secondary schools as a whole."""
    found = {}
    for phase in cells:
        upper = above.get(phase, EVERYBODY)
        while upper not in cells and upper != EVERYBODY:
            upper = above.get(upper, EVERYBODY)
        if phase != EVERYBODY:
            found[phase] = upper
    return found


def _lines(board, results, back, years) -> list[Line]:
    names = {EVERYBODY: _("Everybody who answered"), **dict(phases(board))}
    given = {phase for _year, phase in results}
    order = [phase for phase in names if phase in given]
    order += sorted(given - set(order))
    return [
        Line(phase, names.get(phase, phase), [
            Cell(year, results.get((year, phase)), (year, phase) in back)
            for year in years
        ])
        for phase in order
    ]  # fmt: skip


def as_said(value) -> str:
    """A percentage as people write it."""
    return f"{Decimal(str(value)).normalize():f}%"
