"""What a board's framework says of audits of cases: tools, grades, intervals.

The file is a board's own and may be missing: the board then begins with nothing.
"""

from dataclasses import dataclass, field

from frameworks.build import PackError, Place, build, refuse_unknown
from frameworks.folder import Folder
from frameworks.schema import Words
from frameworks.vocabulary import Colour, Shape

FILE = "audits.toml"
KINDS = ("grade", "yes_no", "words")
SMALLEST, MOST_MONTHS = 3, 60


@dataclass(frozen=True)
class AuditGrade:
    """One step of a tool's scale, best first."""

    letter: str
    word: Words
    colour: Colour
    shape: Shape
    meaning: Words = Words("")


@dataclass(frozen=True)
class AuditQuestion:
    text: Words
    kind: str = "yes_no"


@dataclass(frozen=True)
class AuditSection:
    title: Words
    questions: tuple[AuditQuestion, ...]


@dataclass(frozen=True)
class AuditTool:
    """A tool to begin from; the board changes its own copy."""

    key: str
    name: Words
    grades: tuple[AuditGrade, ...]
    sections: tuple[AuditSection, ...]
    unverified: bool = False


@dataclass(frozen=True)
class CaseAuditFacts:
    """A board's rules for audits. Suppression below `smallest_group` answers."""

    smallest_group: int = 5
    follow_up_months: tuple[int, ...] = (6, 12)
    unverified: bool = True
    tools: tuple[AuditTool, ...] = field(default=())


def read_case_audits(folder: Folder) -> CaseAuditFacts:
    """The board's file, or the defaults without one. Raises PackError."""
    if not (folder.path / FILE).is_file():
        return CaseAuditFacts()
    table, place = folder.table(FILE)
    known = set(CaseAuditFacts.__dataclass_fields__)
    refuse_unknown(table, known, place)
    facts = build(CaseAuditFacts, table, place)
    _check(facts, place)
    return facts


def _check(facts: CaseAuditFacts, place: Place) -> None:
    if facts.smallest_group < SMALLEST:
        raise PackError(place.key("smallest_group"), f"expected {SMALLEST} or more")
    if not all(0 < month <= MOST_MONTHS for month in facts.follow_up_months):
        raise PackError(place.key("follow_up_months"), f"expected 1 to {MOST_MONTHS}")
    seen = set()
    for index, tool in enumerate(facts.tools):
        at = place.key("tools").item(index)
        if tool.key in seen:
            raise PackError(at.key("key"), f"{tool.key!r} is there twice")
        seen.add(tool.key)
        for question in (q for s in tool.sections for q in s.questions):
            if question.kind not in KINDS:
                raise PackError(at, f"{question.kind!r} is no kind of answer")
        if len(tool.grades) < 2:
            raise PackError(at.key("grades"), "expected two or more")
