"""Questions of one sheet, row by row, before anything is made of them."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from audits.importing.columns import Column
from audits.importing.grid import Problem, Sheet, warning
from audits.importing.headings import Mapping
from audits.importing.matching import plain

NUMBERED = re.compile(r"^\(?(\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)[.):]?\s+(?=\S)")
GENERIC = re.compile(r"^(sheet|table|tab)?\s*\d*$|^questions?$|^standards?$")
ERROR_VALUES = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
LONGEST = {"text": 5000, "guidance": 10_000, "evidence": 10_000}
ANSWERS = (Column.RATING, Column.POSITION, Column.IMPROVEMENT)


@dataclass
class Found:
    """One question as the sheet has it, and where."""

    where: str
    text: str
    section: str = ""
    number: str = ""
    text_cy: str = ""
    guidance: str = ""
    evidence: str = ""
    kind: str = ""
    tags: str = ""
    levels: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)  # of its other cells

    def place(self, column: Column) -> str:
        """Where one of its cells stands."""
        return self.places.get(column, self.where)


def questions_in(sheet: Sheet, mapping: Mapping):
    """The questions of a sheet in order, and what is wrong with its rows."""
    reader = _Reader(sheet, mapping)
    for row in range(mapping.heading_row + 1, len(sheet.rows)):
        reader.take(row)
    return reader.found, [*reader.problems, *_answers_left_out(sheet, mapping)]


def split_number(text: str) -> tuple[str, str]:
    """ "1.2 Leaders listen" is number 1.2 and the rest."""
    found = NUMBERED.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


class _Reader:
    """Goes down a sheet remembering the section it is in."""

    def __init__(self, sheet, mapping):
        self.sheet, self.mapping = sheet, mapping
        self.section = "" if GENERIC.match(plain(sheet.name)) else sheet.name
        self.found, self.problems = [], []
        self.headings = self._texts(mapping.heading_row)

    def _texts(self, row) -> set[str]:
        return {plain(self.sheet.cell(row, at)) for at in self.sheet.filled(row)}

    def _text(self, row, column) -> str:
        """Every column of that kind, joined."""
        parts = [self.sheet.cell(row, at) for at in self.mapping.all(column)]
        return "\n".join(part for part in parts if part)

    def take(self, row) -> None:
        filled = self.sheet.filled(row)
        if not filled or self._is_repeated_heading(row) or self._is_example(row):
            return
        self._note_broken(row, filled)
        if self._is_section_row(row, filled):
            self.section = self.sheet.cell(row, filled[0])
            return
        if section := self._text(row, Column.SECTION):
            self.section = section
        if text := self._text(row, Column.QUESTION):
            self.found.append(self._question(row, text))
        else:
            self._no_question(row, filled)

    def _is_repeated_heading(self, row) -> bool:
        said = self._texts(row)
        return len(said) > 1 and said <= self.headings

    def _is_example(self, row) -> bool:
        return plain(self._text(row, Column.NUMBER)).startswith("example")

    def _note_broken(self, row, filled) -> None:
        for at in filled:
            if self.sheet.cell(row, at) in ERROR_VALUES and at in self.mapping.columns:
                self.problems.append(
                    Problem(
                        self.sheet.address(row, at),
                        _("This cell shows an error instead of words."),
                        _("Mend the formula or type the words, then upload again."),
                    )
                )

    def _is_section_row(self, row, filled) -> bool:
        """A row that only holds a title: merged across, or beside the questions."""
        if len(filled) != 1:
            return False
        [at] = filled
        if [row, at] in self.sheet.wide:
            return True
        if self.mapping.columns.get(at) == Column.SECTION:
            return True
        asked = self.mapping.first(Column.QUESTION)
        named = self.mapping.columns.get(at) in (None, Column.NUMBER)
        return named and at < asked and len(self.sheet.cell(row, at)) > 3

    def _question(self, row, text) -> Found:
        number, rest = split_number(text)
        found = Found(
            where=self.sheet.address(row, self.mapping.first(Column.QUESTION)),
            text=rest if number else text,
            section=self.section,
            number=_tidy(self._text(row, Column.NUMBER)) or number,
            text_cy=self._text(row, Column.QUESTION_CY),
            guidance=self._text(row, Column.GUIDANCE),
            evidence=self._text(row, Column.EVIDENCE),
            kind=self._text(row, Column.KIND),
            tags=self._tags(row),
            levels=self._levels(row),
            places=self._places(row),
        )
        self._note_too_long(row, found)
        return found

    def _places(self, row) -> dict[str, str]:
        """Addresses of the cells that only some of the words fit in."""
        found = {
            column: self.mapping.first(column)
            for column in (Column.KIND, Column.TAGS, Column.NUMBER)
        }
        return {
            column.value: self.sheet.address(row, at)
            for column, at in found.items()
            if at is not None
        }

    def _tags(self, row) -> str:
        """Tags by name; "Voice of the child: yes" names its own heading."""
        said = []
        for at in self.mapping.all(Column.TAGS):
            text = self.sheet.cell(row, at)
            ticked = plain(text) in {"yes", "y", "x", "true", "1"} or text == "✓"
            heading = self.sheet.cell(self.mapping.heading_row, at)
            said.append(heading if ticked else text)
        return ", ".join(text for text in said if plain(text) not in {"", "no", "n"})

    def _levels(self, row) -> dict[str, str]:
        told = {}
        for at, word in self.mapping.levels.items():
            if text := self.sheet.cell(row, at):
                told[word] = f"{told[word]}\n{text}" if word in told else text
        return told

    def _note_too_long(self, row, found) -> None:
        for name, most in LONGEST.items():
            if len(getattr(found, name)) > most:
                what = _("The text is longer than %s characters.") % most
                todo = _("Split it into several questions or shorten it.")
                self.problems.append(Problem(found.where, what, todo))

    def _no_question(self, row, filled) -> None:
        """Words below a question belong to it; others cannot be placed."""
        known = [at for at in filled if at in self.mapping.columns]
        extra = self._text(row, Column.GUIDANCE)
        if self.found and extra:
            last = self.found[-1]
            last.guidance = f"{last.guidance}\n{extra}".strip()
        elif known and self.mapping.columns[known[0]] not in (
            Column.SECTION,
            Column.SKIP,
        ):
            self.problems.append(
                warning(
                    self.sheet.address(row, known[0]),
                    _("This row has no question in it."),
                    _("It is left out. Add the question if one is missing."),
                )
            )


def _tidy(number: str) -> str:
    """Excel's 1.0 for 1, and no trailing dot."""
    text = re.sub(r"^(\d+)\.0+$", r"\1", number.strip())
    return text.rstrip(".):").strip()


def _answers_left_out(sheet, mapping):
    """One word about columns an agency has filled in already."""
    for column in ANSWERS:
        for at in mapping.all(column):
            rows = range(mapping.heading_row + 1, len(sheet.rows))
            told = [row for row in rows if sheet.cell(row, at)]
            if told:
                yield warning(
                    sheet.address(told[0], at),
                    _("This column holds answers, which are no part of the questions."),
                    _("It is left out. Choose another use for it if that is wrong."),
                )
