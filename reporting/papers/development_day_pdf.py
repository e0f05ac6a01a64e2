"""The development day pack as a tagged PDF."""

from dataclasses import dataclass
from itertools import islice

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audits.analysis.charts import Distribution, distribution
from audits.analysis.heat_map import Standard
from reporting.papers.development_day import DevelopmentDay, by_question
from reporting.pdf import draw
from reporting.subjects import round_name

STANDARDS_ACROSS = 12
BARS_A_CHART = 16
# Beyond these the paper would be too thick to read: the Excel pack has all.
MOST_AGENCIES = 60
MOST_NAMES = 12
MOST_EXTRACTS = 30
MOST_TOGETHER = 4


@dataclass(frozen=True)
class Sheet:
    """As many standards of the map as fit across a page."""

    standards: list[Standard]
    lines: list[tuple[str, list]]


@dataclass(frozen=True)
class Spread:
    """One section: its charts, and the table that says the same.

    A section may rate with several scales: a count stands only below its own levels.
    """

    section: str
    charts: list[Distribution]
    tallies: list

    @property
    def levels(self) -> list:
        found = {level.pk: level for one in self.tallies for level, _n in one.levels}
        return list(found.values())

    @property
    def lines(self) -> list[tuple[object, list]]:
        return [(one, self._counts(one)) for one in self.tallies]

    def _counts(self, tally):
        counts = {level.pk: count for level, count in tally.levels}
        return [counts.get(level.pk, "") for level in self.levels]


@dataclass(frozen=True)
class Quoted:
    """Some agencies' words on one question, and how many more there are."""

    number: str
    question: str
    extracts: list
    more: int


def as_pdf(round, document) -> bytes:
    """Everything the day needs on paper, in the order it is talked through."""
    day = DevelopmentDay(round, document.asked_by)
    context = {
        "day": day,
        "round": round,
        "heading": _("Development day pack"),
        "caption": round_name(round),
        "marking": marking_of(round),
        "sheets": sheets_of(day),
        "most_names": MOST_NAMES,
        "first_names": f":{MOST_NAMES}",
        "too_many": len(day.map.rows) > MOST_AGENCIES,
        "spreads": spreads_of(day),
        "words": words_of(day),
    }
    return draw("reporting/pdf/development_day.html", document, context)


def marking_of(round) -> str:
    """Who may read it, on every page."""
    if round.released_at:
        on = date_format(round.released_at, "j F Y")
        return _("Released to the board on %s") % on
    return _("Not released: business unit and moderators only")


def sheets_of(day) -> list[Sheet]:
    """The map in pieces that fit across a page; none where there are too many."""
    if len(day.map.rows) > MOST_AGENCIES:
        return []
    standards = day.map.standards
    across = range(0, len(standards), _evenly(len(standards), STANDARDS_ACROSS))
    step = across.step
    return [
        Sheet(
            standards[at : at + step],
            [(str(row.agency), row.cells[at : at + step]) for row in day.map.rows],
        )
        for at in across
    ]


def _evenly(total: int, most: int) -> int:
    """How many at a time, so that no piece is left with one."""
    pieces = -(-total // most) or 1
    return -(-total // pieces) or 1


def spreads_of(day) -> list[Spread]:
    """How agencies stand, section by section."""
    title = _("Agencies at each level")
    return [
        Spread(
            section, [distribution(part, title) for part in _parts(tallies)], tallies
        )
        for section, tallies in day.sections
    ]


def _parts(tallies):
    step = _evenly(len(tallies), BARS_A_CHART)
    rest = iter(tallies)
    while part := list(islice(rest, step)):
        yield part


def words_of(day) -> list[tuple[str, str, list[Quoted]]]:
    """Heading, anchor, and words under each question."""
    parts = [
        (_("Good practice"), "good-practice", day.good_practice),
        (_("What agencies will improve"), "improvements", day.improvements),
        (_("How agencies hear children and adults"), "voice", day.voice),
    ]
    return [
        (heading, anchor, _quoted(by_question(extracts)))
        for heading, anchor, extracts in parts
    ]


def _quoted(questions) -> list[Quoted]:
    """A few agencies under every question, fewer where there are many questions."""
    spoken = [
        (number, text, [one for one in extracts if one.words])
        for number, text, extracts in questions
    ]
    spoken = [one for one in spoken if one[2]]
    most = min(MOST_TOGETHER, max(1, MOST_EXTRACTS // (len(spoken) or 1)))
    return [
        Quoted(number, text, extracts[:most], len(extracts[most:]))
        for number, text, extracts in spoken
    ]
