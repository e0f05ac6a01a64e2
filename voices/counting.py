"""The board's reading of complaints and compliments: sums, gaps, small ones kept back.

Who is not of the business unit reads numbers only once a period is closed: while
answers come in, a sum that grew by three would tell whose three they were.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from voices.choices import CountedBy, Measure, ReturnState
from voices.facts import complaint_themes, processes
from voices.models import CountAnswer, CountLine, CountReturn, CountRound, rules_of
from voices.rules import is_officer
from voices.small import kept_back

TOTAL = "total"


@dataclass(frozen=True)
class Number:
    """A count, or that it is kept back, or that there is none to read yet."""

    value: int | None = None
    is_back: bool = False
    state: str = ""

    @property
    def is_shown(self) -> bool:
        return self.value is not None and not self.is_back

    @property
    def is_missing(self) -> bool:
        """Whether the agency has not answered."""
        return self.state in {ReturnState.NOT_STARTED, ReturnState.DRAFT}

    @property
    def said(self):
        """For a file: the number, the sign for what is kept back, or nothing."""
        if self.is_back:
            return "[c]"
        return "" if self.value is None else self.value


@dataclass
class Period:
    """One period as one person reads it, for one measure."""

    round: CountRound
    numbers: dict[int, Number] = field(default_factory=dict)
    total: Number = Number()
    asked: int = 0
    answered: int = 0

    @property
    def missing(self) -> int:
        return self.asked - self.answered


@dataclass(frozen=True)
class Reader:
    """What of a board's counts a person reads."""

    is_officer: bool
    own: frozenset
    below: int

    @classmethod
    def of(cls, user, board) -> "Reader":
        own = frozenset(user.scope.agencies.get(board.pk, ()))
        below = rules_of(board).suppress_below
        return cls(is_officer(user, board.pk), own, below)

    def reads(self, count_round) -> bool:
        """Whether sums of all agencies are there to read."""
        return self.is_officer or not count_round.is_open


@dataclass(frozen=True)
class Held:
    """What was asked and handed in for some periods; read before it is kept back."""

    rounds: list[CountRound]
    rows: dict[int, list[CountReturn]]
    answers: dict[int, CountAnswer]

    @classmethod
    def of(cls, rounds) -> "Held":
        """Two queries."""
        rows = defaultdict(list)
        for row in CountReturn.objects.filter(round__in=[one.pk for one in rounds]):
            rows[row.round_id].append(row)
        handed_in = CountAnswer.objects.filter(
            of__round__in=[one.pk for one in rounds], of__state=ReturnState.SUBMITTED
        )
        return cls(list(rounds), rows, {answer.pk: answer for answer in handed_in})


def periods(held: Held, measure: Measure, reader: Reader) -> list[Period]:
    """Each agency's number in each period."""
    return [
        _period(one, held.rows[one.pk], held.answers, measure, reader)
        for one in held.rounds
    ]


def _period(count_round, rows, answers, measure, reader) -> Period:
    counted = {
        row.agency_id: getattr(answers[row.pk], measure)
        for row in rows
        if row.pk in answers
    }
    back = _back(counted, reader)
    numbers = {}
    for row in rows:
        value = counted.get(row.agency_id)
        own = row.agency_id in reader.own
        if value is None or not (own or reader.reads(count_round)):
            numbers[row.agency_id] = Number(state=_state(row, reader))
        else:
            numbers[row.agency_id] = Number(value, row.agency_id in back)
    total = Number()
    if counted and reader.reads(count_round):
        total = Number(sum(counted.values()), TOTAL in back)
    return Period(count_round, numbers, total, len(rows), len(counted))


def _state(row, reader) -> str:
    """A draft is its agency's own: to others it is not handed in yet."""
    shown = row.agency_id in reader.own or row.state != ReturnState.DRAFT
    return row.state if shown else ReturnState.NOT_STARTED


def _back(counted, reader) -> set:
    if reader.is_officer:
        return set()
    cells = {agency: (number,) for agency, number in counted.items()}
    own = sum(number for agency, number in counted.items() if agency in reader.own)
    total = sum(counted.values())
    cells[TOTAL] = (total, total - own)
    parents = dict.fromkeys(counted, TOTAL)
    return kept_back(cells, parents, reader.below, known=reader.own & counted.keys())


@dataclass(frozen=True)
class Share:
    """How many complaints of a period were of one process, or on one theme."""

    name: str
    number: Number


def shares(held: Held, by_list: CountedBy, reader: Reader) -> dict[int, list[Share]]:
    """Period -> complaints over all agencies along one list. Empty where there is
    nothing this person may read. One query."""
    counted = _lines(held, by_list)
    return {
        period.round.pk: _shares(period, counted[period.round.pk], by_list, reader)
        for period in periods(held, Measure.COMPLAINTS, reader)
    }


def _shares(period, counted, by_list, reader) -> list[Share]:
    if not period.total.is_shown:
        return []
    whole, own = defaultdict(int), defaultdict(int)
    for key, number, agency in counted:
        whole[key] += number
        own[key] += number if agency in reader.own else 0
    back = set()
    if not reader.is_officer:
        total = period.total.value
        cells = {key: (n, n - own[key]) for key, n in whole.items()}
        cells[TOTAL] = (total, total - _own_complaints(period, reader))
        parents = dict.fromkeys(whole, TOTAL)
        back = kept_back(cells, parents, reader.below, fixed={TOTAL})
    known = complaint_themes if by_list == CountedBy.THEME else processes
    return [
        Share(name, Number(whole.get(key, 0), key in back))
        for key, name in known(period.round.board)
    ]


def _own_complaints(period, reader) -> int:
    held = (period.numbers.get(agency) for agency in reader.own)
    return sum(number.value or 0 for number in held if number)


def _lines(held, by_list) -> dict[int, list[tuple]]:
    """Period -> key, number and agency of what was counted apart."""
    rows = CountLine.objects.filter(
        by=by_list,
        answer__of__round__in=[one.pk for one in held.rounds],
        answer__of__state=ReturnState.SUBMITTED,
    )
    found = defaultdict(list)
    names = ("answer__of__round", "key", "number", "answer__of__agency")
    for count_round, *line in rows.values_list(*names):
        found[count_round].append(tuple(line))
    return found


def summaries(count_round) -> list[tuple[CountReturn, str]]:
    """What agencies wrote beside their counts, for who may read it."""
    rows = CountAnswer.objects.filter(
        of__round=count_round, of__state=ReturnState.SUBMITTED
    ).exclude(summary="")
    rows = rows.select_related("of__agency").order_by("of__agency__name_en")
    return [(row.of, row.summary) for row in rows]
