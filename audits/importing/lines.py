"""A questionnaire that is plain text: its lines as the rows of a sheet."""

import re

from audits.importing.grid import Sheet

BULLET = re.compile(r"^[\u00b7\u2022\u25aa\u2023\u2013\u2014*\-]\s+|^o\s{2,}")
RULE = re.compile(r"^[-=_*]{4,}$")
PART = re.compile(
    r"^(part|section|standard|area|theme|domain)\s+[\divxa-z]{1,4}\b", re.I
)
NUMBER_ONLY = re.compile(r"^(\d{1,3}(?:\.\d{1,3}){0,3})\b(?:\s*\([^)]*\))?$")
HEADINGS = ["Section", "Number", "Question", "Guidance"]


def sheet_of_lines(name: str, text: str) -> Sheet:
    """Questions, sections and guidance of a text, each with its line number.

    Whatever stands above a line of dashes is a note about the text. A row ends with
    its line number. Without questions the sheet is empty.
    """
    lines = _body(text.splitlines())
    answers = _answer_columns(lines)
    taker = _Taker(answers, _has_question if not answers else _is_asked)
    for at, line in lines:
        taker.take(at, line)
    asked = any(row[2] for row in taker.rows[1:])
    return Sheet(name, taker.rows if asked else [], is_text=True)


class _Taker:
    """Goes down the lines; a number or a remark above a question belongs to it."""

    def __init__(self, answers, asks):
        self.boxes, self.asks = [""] * len(answers), asks
        self.rows = [[*HEADINGS, *answers, "1"]]
        self.number = self.remark = ""

    def take(self, at, line) -> None:
        words = BULLET.sub("", line).strip()
        if self.asks(line):
            self._add(at, "", self.number, words, self.remark)
            self.number = self.remark = ""
        elif PART.match(line) and len(line) < 120:
            self._add(at, words)
        elif found := NUMBER_ONLY.match(line):
            self.number, self.remark = found[1], line[found.end(1) :].strip()
        elif line.startswith("(") and line.endswith(")"):
            self.remark = line
        elif self.rows[-1][2] and len(self.rows) > 1 and not BULLET.match(line):
            self.rows[-1][3] = f"{self.rows[-1][3]}\n{words}".strip()

    def _add(self, at, section, number="", question="", guidance=""):
        cells = [section, number, question, guidance]
        self.rows.append([*cells, *self.boxes, str(at)])


def _body(lines):
    rules = [at for at, line in enumerate(lines[:15]) if RULE.match(line.strip())]
    start = rules[0] + 1 if rules else 0
    numbered = enumerate(lines[start:], start + 1)
    return [(at, line.strip()) for at, line in numbered if line.strip()]


def _answer_columns(lines) -> list[str]:
    """The boxes a printed heading line offers: "... / Yes / No / Actions"."""
    for _at, line in lines:
        parts = [part.strip() for part in re.split(r"[/|\t]", line)]
        if {"yes", "no"} <= {part.casefold() for part in parts}:
            return ["Yes", "No"]
    return []


def _has_question(line) -> bool:
    return line.endswith("?") or bool(BULLET.match(line) and "? " in line)


def _is_asked(line) -> bool:
    """Where boxes to tick are printed, bullets are what is asked."""
    return _has_question(line) or bool(BULLET.match(line))
