"""What the board said before: earlier recommendations like the one being written.

PostgreSQL finds the candidates: recommendations that share at least two telling words
(full-text index `recommendation_words`). Those are then compared by the share of
telling words they have in common. COMMON and LIKE_ENOUGH were chosen by measuring on
real texts: tests/benchmark/alike.py, docs/decisions/0010.

What came of each is told by the floor that keeps actions:

    add_outcomes(lambda user, recommendations: {pk: Outcome(...)})
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations
from math import sqrt

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db import connection
from django.db.models import Func, TextField

from learning.models import LearningSource, Recommendation

LIKE_ENOUGH = 0.30  # of 1: half the telling words shared by two texts alike in length
FEWEST_WORDS = 2  # telling words, before anything is looked for
MOST_WORDS = 14  # the longest ones of a text: they tell most
CANDIDATES = 60
SHOWN = 5
# Stems that every recommendation has, and so tell none from another.
COMMON = frozenset(
    """abl accord act action across address adult agenc also appropri area assur awar
    base best board case chang child children clear consid consist continu current
    develop effect embed enabl ensur evid follow framework full good guidanc help
    identifi implement improv includ individu intervent issu key lead learn level
    local make manag may meet multi multi-ag must necessari need new one organis part
    partner partnership peopl person place plan polici possibl practic practition
    procedur process profession promot provid qualiti receiv recommend regard relat
    relev requir respond respons result review robust role safeguard seek servic set
    shall sufficient staff strengthen support system take team time understand undertak
    use various way well within work young""".split()
)


@dataclass(frozen=True)
class Outcome:
    """What followed a recommendation, as far as the person may know."""

    actions: list[tuple[str, int]] = field(default_factory=list)  # status, how many
    impact_shown: int = 0
    url: str = ""


@dataclass(frozen=True)
class Earlier:
    """An earlier recommendation, its source if the person may know it."""

    recommendation: Recommendation
    source: LearningSource | None
    likeness: float
    outcome: Outcome | None

    @property
    def percent(self) -> int:
        return round(self.likeness * 100)


OUTCOMES: list[Callable] = []


def add_outcomes(find: Callable) -> None:
    """`find(user, recommendations) -> {pk: Outcome}`, in few queries."""
    if find not in OUTCOMES:
        OUTCOMES.append(find)


def outcomes_of(user, recommendations) -> dict[int, Outcome]:
    """What came of each recommendation; nothing is said of those without actions."""
    found: dict[int, Outcome] = {}
    for find in OUTCOMES if recommendations else ():
        found |= find(user, recommendations)
    return found


def earlier(user, board, text: str, *, leave_out=None) -> list[Earlier]:
    """Earlier recommendations of the board like `text`, the likest first.

    At most four queries, whatever the board holds.
    """
    words = telling(stems_of(text))
    if len(words) < FEWEST_WORDS:
        return []
    rows = Recommendation.objects.visible_to(user).filter(board=board)
    close = _ranked(candidates(rows.exclude(pk=leave_out), words), words)
    seen = _sources(user, close)
    came = outcomes_of(user, [row for row, _like in close])
    return [
        Earlier(row, seen.get(row.source_id), like, came.get(row.pk))
        for row, like in close
    ]


def stems_of(text: str) -> set[str]:
    """The words of a text without endings and stop words. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(to_tsvector('english', %s))", [text])
        return set(cursor.fetchone()[0])


def telling(stems) -> set[str]:
    """Without what every recommendation says, and without numbers."""
    return {s for s in set(stems) - COMMON if len(s) > 2 and not s.isdecimal()}


class Stems(Func):
    """The stems of a text, as a list."""

    function = "tsvector_to_array"
    output_field = ArrayField(TextField())


def candidates(rows, words: set[str]):
    """Rows that share two telling words, the best ranked first."""
    query = SearchQuery(_pairs(words), config="english", search_type="raw")
    vector = SearchVector("text", config="english")
    rows = rows.annotate(words=vector).filter(words=query)
    rows = rows.annotate(rank=SearchRank(vector, query), stems=Stems(vector))
    rows = rows.select_related("addressee_agency", "board")
    return rows.order_by("-rank", "-pk")[:CANDIDATES]


def _pairs(words: set[str]) -> str:
    """Any two of the words. Quoted: a stem may hold what means something here."""
    longest = sorted(sorted(words), key=len, reverse=True)[:MOST_WORDS]
    quoted = ["'" + each.replace("\\", "").replace("'", "''") + "'" for each in longest]
    return " | ".join(f"({a} & {b})" for a, b in combinations(quoted, 2))


def likeness(one: set[str], other: set[str]) -> float:
    """The share of telling words two texts have in common: 0 to 1."""
    if not one or not other:
        return 0.0
    return len(one & other) / sqrt(len(one) * len(other))


def _ranked(rows, words):
    found = [(row, likeness(words, telling(row.stems))) for row in rows]
    found = [(row, like) for row, like in found if like >= LIKE_ENOUGH]
    return sorted(found, key=lambda pair: (-pair[1], -pair[0].pk))[:SHOWN]


def _sources(user, close) -> dict[int, LearningSource]:
    if not close:
        return {}
    seen = LearningSource.objects.visible_to(user).select_related("board")
    return seen.in_bulk([row.source_id for row, _like in close])
