"""What the multi-agency development day looks at: one round, read once."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext as _

from audits import analysis
from audits.analysis.heat_map import HeatMap, Movement, Standard
from audits.models import Round, ScrutinyNote
from frameworks.vocabulary import QuestionTag

# Tags of questions about how people are heard (HAR-14).
VOICE = (
    QuestionTag.VOICE_OF_THE_CHILD,
    QuestionTag.PRE_VERBAL,
    QuestionTag.COMMUNICATION,
    QuestionTag.VOICE_OF_THE_ADULT,
)


@dataclass(frozen=True)
class Moved:
    """Agencies on another level than last round, on one standard."""

    standard: Standard
    better: list[tuple[str, analysis.Cell]]
    worse: list[tuple[str, analysis.Cell]]


@dataclass(frozen=True)
class Gap:
    """A standard on which agencies are red or amber, and who they are."""

    tally: analysis.Tally
    agencies: list[tuple[object, list[str]]]  # lowest level first


@dataclass
class DevelopmentDay:
    """A round as its reader may see it. Everything is read when first asked for."""

    round: Round
    user: object

    @cached_property
    def map(self) -> HeatMap:
        return analysis.heat_map(self.round, self.user)

    @cached_property
    def tallies(self) -> list[analysis.Tally]:
        return analysis.tally(self.map)

    @property
    def received(self) -> list:
        """Returns handed in."""
        return [row.agency_return for row in self.map.rows if row.received]

    @property
    def late(self) -> list:
        """Returns handed in after their date."""
        return [one for one in self.received if one.is_late]

    @cached_property
    def sections(self) -> list[tuple[str, list[analysis.Tally]]]:
        """Tallies by section of the questionnaire."""
        grouped = groupby(self.tallies, lambda tally: tally.standard.section)
        return [(section, list(tallies)) for section, tallies in grouped]

    @cached_property
    def gaps(self) -> list[Gap]:
        """The standards most agencies are red or amber on, with the agencies."""
        commonest = analysis.commonest_gaps(self.tallies, most=10)
        return [Gap(tally, self._low(tally.standard)) for tally in commonest]

    def _low(self, standard):
        """Low levels of one standard, lowest first, with who is on them."""
        found = defaultdict(list)
        for row, cell in self.map.column(standard):
            if cell.level and cell.level.needs_improvement:
                found[cell.level].append(str(row.agency))
        return sorted(found.items(), key=lambda pair: pair[0].value)

    @cached_property
    def moves(self) -> list[Moved]:
        """Standards on which somebody moved since last round, and who did."""
        found = [
            Moved(
                standard,
                self._with(standard, Movement.BETTER),
                self._with(standard, Movement.WORSE),
            )
            for standard in self.map.standards
        ]
        return [one for one in found if one.better or one.worse]

    def _with(self, standard, movement):
        cells = self.map.column(standard)
        return [(str(row.agency), c) for row, c in cells if c.movement == movement]

    @property
    def reworded(self) -> list[Standard]:
        """Standards asked in other words than last round."""
        return [one for one in self.map.standards if one.reworded or one.new]

    @cached_property
    def good_practice(self) -> list[analysis.Extract]:
        return analysis.good_practice(self.round, self.user)

    @cached_property
    def improvements(self) -> list[analysis.Extract]:
        return analysis.improvements(self.round, self.user)

    @cached_property
    def voice(self) -> list[analysis.Extract]:
        return analysis.tagged(self.round, self.user, [tag.value for tag in VOICE])

    @cached_property
    def scrutiny(self) -> list[ScrutinyNote]:
        """Challenge, support and items for the plan recorded so far."""
        found = ScrutinyNote.objects.visible_to(self.user).filter(round=self.round)
        return list(found.select_related("agency", "question"))

    @cached_property
    def sector_words(self) -> list[str]:
        """Headings of the table by sector: levels, then what is no level."""
        return [*self._levels, *STATES]

    @cached_property
    def _levels(self) -> dict[str, str]:
        return {level.key: str(level) for level in self.map.levels}

    @cached_property
    def by_sector(self) -> list[tuple[str, list[int]]]:
        """Sector, then counts in the order of the headings."""
        counted = analysis.by_sector(self.map).items()
        return [
            (sector, [counts[key] for key in self.sector_words])
            for sector, counts in counted
        ]

    @property
    def sector_headings(self) -> list[str]:
        words = self._levels | {key: label() for key, label in STATES.items()}
        return [words[key] for key in self.sector_words]


STATES = {
    "not_applicable": lambda: _("Does not apply"),
    "unanswered": lambda: _("Not answered"),
    "not_returned": lambda: _("Not handed in"),
}


def by_question(extracts) -> list[tuple[str, str, list]]:
    """Extracts under their question, in the questionnaire's order."""
    found = defaultdict(list)
    for one in extracts:
        found[one.number, one.question].append(one)
    return [(number, text, rows) for (number, text), rows in found.items()]


def cell_words(cell) -> str:
    """A cell of the map in words: its rating, or why there is none."""
    return str(cell.level) if cell.level else STATES[cell.state.value]()


def movement_words(cell) -> str:
    """How a cell moved since last round; empty where it did not."""
    match cell.movement:
        case Movement.BETTER:
            return _("up from %s") % cell.previous.letter
        case Movement.WORSE:
            return _("down from %s") % cell.previous.letter
        case Movement.NOT_COMPARABLE:
            return _("scale changed")
    return ""
