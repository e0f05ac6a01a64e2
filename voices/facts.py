"""What a board's pack says of voices, in the reader's language."""

from dataclasses import dataclass

from frameworks.packs import load_pack
from frameworks.vocabulary import Strand
from frameworks.voices import AreaReportFacts, Rung, VoicesFacts
from learning.process import said


def facts_of(board) -> VoicesFacts:
    """The board's lists."""
    return load_pack(board.pack).voices


def named(rows, board=None) -> list[tuple[str, str]]:
    """Key and name of each row; of one strand where the board has but one."""
    return [
        (row.key, said(row.name)) for row in rows if board is None or _of(row, board)
    ]


def _of(row, board) -> bool:
    both = Strand.BOTH in (row.strand, board.strand)
    return both or row.strand == board.strand


def methods(board):
    return named(facts_of(board).methods, board)


def media(board):
    return named(facts_of(board).media, board)


def processes(board):
    return named(facts_of(board).processes, board)


def complaint_themes(board):
    return named(facts_of(board).complaint_themes, board)


def phases(board):
    return named(facts_of(board).phases)


def word(pairs, key: str) -> str:
    """The name of a key; the key itself where the pack no longer has it."""
    return dict(pairs).get(key, key)


def parents(board) -> dict[str, str]:
    """Phase -> what it is a part of; "" is everybody who answered."""
    return {phase.key: phase.part_of for phase in facts_of(board).phases}


def report_kind(board, key: str) -> AreaReportFacts | None:
    found = (row for row in facts_of(board).reports if row.key == key)
    return next(found, None)


@dataclass(frozen=True)
class Step:
    """One rung as people read it, with the ladder it belongs to."""

    ladder: str
    ladder_name: str
    rung: Rung

    @property
    def key(self) -> str:
        return f"{self.ladder}:{self.rung.key}"

    @property
    def is_participation(self) -> bool:
        return self.rung.participation

    def __str__(self):
        return f"{self.rung.number}. {said(self.rung.name)}"


def steps(board) -> list[Step]:
    """Every rung of every ladder the board may use, ladder by ladder."""
    return [
        Step(ladder.key, said(ladder.name), rung)
        for ladder in facts_of(board).ladders
        for rung in ladder.rungs
    ]


def step(board, ladder: str, rung: str) -> Step | None:
    """One rung, or None where the pack has no such rung on that ladder."""
    key = f"{ladder}:{rung}"
    return next((one for one in steps(board) if one.key == key), None)


def rung_choices(board) -> list:
    """Choices of a select, each ladder under its own name: rungs are never mixed."""
    found: dict[str, list] = {}
    for one in steps(board):
        found.setdefault(one.ladder_name, []).append((one.key, str(one)))
    return list(found.items())
