"""How far each agency is with what it was asked: letter, word, colour and shape."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from dissemination.choices import Confirmation, PartState
from dissemination.models import AgencyPart, LearningRequest
from dissemination.recall import is_unasked

COLUMNS = 6  # requests side by side


@dataclass(frozen=True)
class Level:
    """A state as the rating component draws it."""

    letter: str
    word: str
    colour: str
    shape: str
    definition: str = ""

    def __str__(self):
        return str(self.word)


LATE = Level("L", _("Late"), "red", "square", _("The day is over and it is not in."))
ANSWERS = {
    PartState.NOT_STARTED: Level(
        "N", _("Not started"), "grey", "ring", _("Nothing is written yet.")
    ),
    PartState.IN_PROGRESS: Level(
        "W", _("Being written"), "amber", "triangle", _("Only the agency sees it yet.")
    ),
    PartState.ANSWERED: Level(
        "H", _("Handed in"), "yellow", "diamond", _("The questions are answered.")
    ),
}
CONFIRMED = {
    Confirmation.DISSEMINATED: Level(
        "D", _("Disseminated"), "green", "circle", _("A leader signed: passed on.")
    ),
    Confirmation.EMBEDDED: Level(
        "E", _("Embedded"), "blue", "square", _("A leader signed: in procedures.")
    ),
    Confirmation.ASSURED: Level(
        "A", _("Assured"), "blue", "star", _("A leader signed: tested and it holds.")
    ),
}
NOT_YET = {
    Confirmation.DISSEMINATED: Level("–", _("Not disseminated"), "grey", "ring"),
    Confirmation.EMBEDDED: Level("–", _("Not embedded"), "grey", "ring"),
    Confirmation.ASSURED: Level("–", _("Not assured"), "grey", "ring"),
}
KEY = [LATE, *ANSWERS.values(), *CONFIRMED.values()]


def answer_level(part: AgencyPart) -> Level:
    """How far the answers are."""
    return LATE if part.is_late else ANSWERS[PartState(part.state)]


def confirmed_levels(part: AgencyPart) -> list[Level]:
    """The three confirmations, each signed or not. Needs `confirmed`."""
    signed = set(part.confirmed)
    return [
        CONFIRMED[kind] if kind in signed else NOT_YET[kind] for kind in Confirmation
    ]


def furthest(part: AgencyPart) -> Level:
    """One level for one cell: late answers first, then the furthest confirmation."""
    if part.is_late:
        return LATE
    signed = set(part.confirmed)
    for kind in reversed(Confirmation):
        if kind in signed:
            return CONFIRMED[kind]
    return answer_level(part)


def gaps_of(part: AgencyPart) -> int:
    """What is lacking of four things: the answers and three confirmations."""
    return int(not part.is_answered) + len(Confirmation) - len(set(part.confirmed))


@dataclass
class Line:
    """One agency and its part in each of the requests, None where not asked."""

    agency: object
    cells: list = field(default_factory=list)
    gaps: int = 0
    late: int = 0
    passed_on: int = 0
    told: int = 0
    pulse_asked: int = 0
    pulse_recalled: int = 0
    unasked: int = 0

    @property
    def remembered(self) -> int:
        """Of a hundred asked, how many recalled it; -1 where nobody was asked."""
        if not self.pulse_asked:
            return -1
        return 100 * self.pulse_recalled // self.pulse_asked

    @property
    def reached(self) -> int:
        return self.passed_on + self.told


@dataclass(frozen=True)
class Cell:
    part: AgencyPart
    level: Level


def coverage(parts, requests: list[LearningRequest]) -> list[Line]:
    """Agencies with their parts in some requests, most gaps first.

    `parts` are visible ones with counts (AgencyPart.objects.with_counts) and with
    what is remembered (recall.with_recall).
    """
    places = {request.pk: at for at, request in enumerate(requests)}
    lines: dict[int, Line] = {}
    for part in parts:
        part.request = requests[places[part.request_id]]
        line = lines.setdefault(
            part.agency_id, Line(part.agency, [None] * len(requests))
        )
        line.cells[places[part.request_id]] = Cell(part, furthest(part))
        line.gaps += gaps_of(part) + is_unasked(part)
        line.unasked += is_unasked(part)
        line.pulse_asked += part.pulse_asked
        line.pulse_recalled += part.pulse_recalled
        line.late += part.is_late
        line.passed_on += part.passed_on
        line.told += part.told
    return sorted(lines.values(), key=lambda x: (-x.gaps, -x.late, str(x.agency)))
