"""Tools and grades a board's pack offers to begin from."""

from dataclasses import dataclass

from boards.models import Board
from frameworks.packs import load_pack
from learning.process import said


@dataclass(frozen=True)
class Row:
    """One question of an offered tool."""

    section: str
    text: str
    kind: str


@dataclass(frozen=True)
class Step:
    """One grade of an offered tool."""

    letter: str
    word: str
    meaning: str
    colour: str
    shape: str


@dataclass(frozen=True)
class Offered:
    """A tool in the reader's language."""

    key: str
    name: str
    rows: list[Row]
    grades: list[Step]

    @property
    def asked(self) -> list[dict]:
        return [vars(row) for row in self.rows]

    @property
    def scale(self) -> list[dict]:
        return [vars(step) for step in self.grades]


def offered(board: Board) -> list[Offered]:
    """Every tool of the board's pack."""
    return [_read(facts) for facts in load_pack(board.pack).case_audits.tools]


def tool_named(board: Board, key: str) -> Offered | None:
    return next((one for one in offered(board) if one.key == key), None)


def _read(facts) -> Offered:
    rows = [
        Row(said(section.title), said(one.text), one.kind)
        for section in facts.sections
        for one in section.questions
    ]
    grades = [
        Step(one.letter, said(one.word), said(one.meaning), one.colour, one.shape)
        for one in facts.grades
    ]
    return Offered(facts.key, said(facts.name), rows, grades)
