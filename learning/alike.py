"""What the board said before: earlier recommendations like the one being written.

PostgreSQL finds the candidates: recommendations that share two telling words with the
text (full-text index `recommendation_words`). They are compared by the words they have
in common, each weighed by how seldom this board uses it. The weights and LIKE_ENOUGH
were chosen by measuring on real texts (tests/benchmark/alike.py, docs/decisions/0009).

What came of each is told by the floor that keeps actions:

    add_outcomes(lambda user, recommendations: {pk: Outcome(...)})
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations
from math import log, sqrt

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db import connection
from django.db.models import Func, TextField

from learning.models import LearningSource, Recommendation

LIKE_ENOUGH = 0.25  # of 1
FEWEST_SHARED = 2  # words
TELLING = 12  # the words of a text that tell most: any two of them make a candidate
LONGEST = 5000  # characters looked at
CANDIDATES = 60
SHOWN = 5
# A young board has little to count in: as if it had so many texts already, of which
# each common stem stands in every fourth and any other in every hundredth.
YOUNG, OFTEN, SELDOM = 50, 0.25, 0.01
COMMON = frozenset(
    """abl accord acknowledg act action across address adult agenc also alway approach
    appropri area assess assur author awar base benefit best board case chang child
    children clear consid consist continu current develop effect embed enabl ensur
    evid experi famili find follow framework frontlin full fulli good guidanc health
    help high howev identifi impact implement improv includ individu inform inspect
    intervent issu key lead leader learn level live local make manag may meet multi
    multi-ag must necessari need new number one organis part partner partnership peopl
    person place plan polici possibl practic practition procedur process profession
    progress promot provid qualiti receiv recognis recommend regard regular relat
    relev requir respond respons result review risk robust role routin safeguard seek
    servic set shall small staff strengthen suffici suppor support system take taken
    team time understand understood undertak use various way well wide within work
    young""".split()
)
# Every word of a text, and how many of the board's recommendations have it. Those of
# restricted groups are left out: not even a weight may tell of them.
COUNTS = r"""
WITH open_rows AS NOT MATERIALIZED (
    SELECT r.text FROM learning_recommendation r
    WHERE r.board_id = %(board)s AND NOT EXISTS (
        SELECT 1 FROM learning_learningsource s
        JOIN boards_group g ON g.id = s.lead_group_id
        WHERE s.id = r.source_id AND g.restricted
    )
)
SELECT word, (
    SELECT count(*) FROM open_rows
    WHERE to_tsvector('english'::regconfig, COALESCE(text, '')) @@ asked.query
), (SELECT count(*) FROM open_rows)
FROM (
    SELECT word, quote_literal(word)::tsquery AS query
    FROM unnest(tsvector_to_array(to_tsvector('english', %(text)s))) AS word
    WHERE length(word) > 2 AND word !~ '^[0-9.]+$' AND word !~ '[''\\]'
    ORDER BY length(word) DESC LIMIT 60
) AS asked
"""


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


def earlier(user, board, text: str, *, leave_out=None, like=LIKE_ENOUGH):
    """Earlier recommendations of the board like `text`, the likest first: Earlier rows.

    At most four queries, whatever the board holds.
    """
    weights = weights_of(board, text[:LONGEST].replace("\0", ""))
    if len(weights) < FEWEST_SHARED:
        return []
    rows = Recommendation.objects.visible_to(user).filter(board=board)
    rows = candidates(rows.exclude(pk=leave_out), weights)
    close = _likest(rows, weights, like)
    seen = _sources(user, close)
    came = outcomes_of(user, [row for row, _likeness in close])
    return [
        Earlier(row, seen.get(row.source_id), likeness, came.get(row.pk))
        for row, likeness in close
    ]


def weights_of(board, text: str) -> dict[str, float]:
    """The stems of a text, each with what it tells on this board. One query."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, {"board": board.pk, "text": text})
        counted = cursor.fetchall()
    return {word: _weight(word, number, of) for word, number, of in counted}


def _weight(word, number, of) -> float:
    """How seldom a word is among the board's texts."""
    often = OFTEN if word in COMMON else SELDOM
    return log(1 + (of + YOUNG) / (number + often * YOUNG + 0.5))


class Stems(Func):
    """The stems of a text, as a list."""

    function = "tsvector_to_array"
    output_field = ArrayField(TextField())


def candidates(rows, weights: dict[str, float]):
    """Rows that share two of the words that tell most, the best ranked first."""
    query = SearchQuery(_pairs(weights), config="english", search_type="raw")
    vector = SearchVector("text", config="english")
    rows = rows.annotate(words=vector).filter(words=query)
    rows = rows.annotate(rank=SearchRank(vector, query), stems=Stems(vector))
    rows = rows.select_related("addressee_agency", "board")
    return rows.order_by("-rank", "-pk")[:CANDIDATES]


def _pairs(weights) -> str:
    """Any two of the words. Quoted: a stem may hold what means something here, but
    neither a quote nor a backslash (COUNTS)."""
    telling = sorted(weights, key=lambda word: (-weights[word], word))[:TELLING]
    quoted = [f"'{word}'" for word in telling]
    return " | ".join(f"({a} & {b})" for a, b in combinations(quoted, 2))


def likeness(weights: dict[str, float], stems) -> float:
    """How much of what two texts tell they have in common: 0 to 1.

    Words of the other text alone weigh as much as the average word of this one.
    """
    others = {each for each in stems if len(each) > 2}
    shared = others & weights.keys()
    if len(shared) < FEWEST_SHARED:
        return 0.0
    both = sum(weights[word] ** 2 for word in shared)
    mean = sum(weights.values()) / len(weights)
    here = sum(weight**2 for weight in weights.values())
    there = both + len(others - shared) * mean**2
    return both / sqrt(here * there)


def _likest(rows, weights, like):
    found = [(row, likeness(weights, row.stems)) for row in rows]
    found = [(row, likeness) for row, likeness in found if likeness >= like]
    return sorted(found, key=lambda pair: (-pair[1], -pair[0].pk))[:SHOWN]


def _sources(user, close) -> dict[int, LearningSource]:
    if not close:
        return {}
    seen = LearningSource.objects.visible_to(user).select_related("board")
    return seen.in_bulk([row.source_id for row, _like in close])
