"""What one answer looks like in the cells of an offline copy, and its seal."""

import hashlib
import json
from dataclasses import dataclass

from django.core import signing
from django.utils.translation import gettext as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from audits.choices import QuestionKindChoices

SALT = "audits.offline-copy"
SEAL_SHEET = "lif-portal"
LONGEST_CELL = 30_000  # Excel cuts off after 32,767 characters
# Names of the columns in the hidden first row, whatever language the copy is in.
CODE, ANSWER, POSITION = "code", "answer", "position"
LINKS, IMPROVEMENT, REASON = "links", "improvement", "reason"
FILLED_IN = (ANSWER, POSITION, IMPROVEMENT, REASON)


def code_of(step) -> str:
    """The name of a step inside a copy."""
    return step.question.key + (f"@{step.block.pk}" if step.block else "")


def tidy(text: str) -> str:
    """Text as a cell gives it back: line ends alike, no edges, nothing unprintable."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def cells_of(step, answer) -> dict[str, str]:
    """What a stored answer says, cell by cell; empty where there is none."""
    if answer is None:
        return dict.fromkeys(FILLED_IN, "")
    said = {
        ANSWER: _answer(step.question.kind, answer),
        POSITION: answer.position,
        IMPROVEMENT: answer.improvement,
        REASON: answer.not_applicable_reason if answer.not_applicable else "",
    }
    return {name: tidy(text) for name, text in said.items()}


def _answer(kind, answer) -> str:
    if kind == QuestionKindChoices.RATING:
        return str(answer.level) if answer.level else ""
    if kind == QuestionKindChoices.YES_NO:
        return {True: _("Yes"), False: _("No"), None: ""}[answer.yes]
    if kind == QuestionKindChoices.NUMBER:
        return "" if answer.number is None else f"{answer.number.normalize():f}"
    if kind == QuestionKindChoices.DATE:
        return answer.day.isoformat() if answer.day else ""
    return answer.text


def fingerprint_of(cells: dict[str, str]) -> str:
    """Tells whether a person changed any cell since the copy was made."""
    text = json.dumps([tidy(cells[name]) for name in FILLED_IN], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Seal:
    """What a copy was made of: its return, edition, and each answer's version."""

    reference: str
    edition: int
    steps: dict[str, list]  # code -> [version, fingerprint]

    def signed(self) -> list[str]:
        """The seal in pieces that fit a cell. Nobody can make one by hand."""
        body = {"r": self.reference, "e": self.edition, "s": self.steps}
        text = signing.dumps(body, salt=SALT, compress=True)
        return [
            text[at : at + LONGEST_CELL] for at in range(0, len(text), LONGEST_CELL)
        ]

    @classmethod
    def opened(cls, pieces: list[str]) -> "Seal | None":
        """The seal in those cells, or None where it is missing or was altered."""
        try:
            body = signing.loads("".join(pieces), salt=SALT)
        except signing.BadSignature:
            return None
        return cls(body["r"], body["e"], body["s"])


def seal_of(agency_return, steps, answers) -> Seal:
    """The seal of a return as it stands."""
    made = {}
    for step in steps:
        answer = answers.get(step.place)
        version = answer.version if answer else 0
        made[code_of(step)] = [version, fingerprint_of(cells_of(step, answer))]
    return Seal(agency_return.reference, agency_return.round.edition_id, made)
