"""Reads an extract of counts: a row for each year and category or domain.

What could identify a child is refused before anything of the file is kept.
"""

import hashlib
import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from deaths.choices import CountTable, Modifiable
from deaths.facts import categories, facts_of
from deaths.services.years import first_day, require_changeable, require_year
from learning.identifiers import Kind, found_in

FIELDS = {
    "year": ("year", "financial year", "reporting year", "period"),
    "category": ("category", "category of death", "primary category"),
    "modifiable": ("modifiable", "modifiable factors", "modifiable factors identified"),
    "domain": ("domain", "factor domain", "factors"),
    "form": ("form", "form version", "version"),
    "score": ("score", "influence", "level of influence"),
    "count": ("count", "number", "reviews", "deaths", "number of reviews", "total"),
}
NEEDED = ("year", "count")
# Headings of what is never taken, as whole words.
IDENTIFYING = re.compile(
    r"\b(?:fore|sur|first|last|full|family|child(?:'s)?|patient)? ?name\b|\binitials?\b"
    r"|\bd\.?o\.?[bd]\.?\b|\bdate of (?:birth|death)\b|\bbirth ?date\b|\bborn\b"
    r"|\bnhs\b|\bhospital (?:number|no)\b|\baddress\b|\bpost ?code\b|\bsex\b|\bgender\b"
    r"|\bage\b|\bethnic\w*\b|\bschool\b|\bplace of\b|\bcase (?:id|number|ref\w*)\b",
    re.I,
)
A_DAY = re.compile(r"\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\b|\b(?:19|20)\d\d-\d\d-\d\d\b")
HIDDEN = re.compile(r"[cxzus:*#]{1,2}|-|\.\.|<=? ?\d+|\d+ ?[-–] ?\d+|suppressed", re.I)
NEVER = {
    Kind.NHS_NUMBER, Kind.BIRTH, Kind.ADDRESS, Kind.POSTCODE, Kind.TELEPHONE,
    Kind.E_MAIL,
}  # fmt: skip
YES = {"yes", "y", "true", "modifiable", "modifiable factors", "1"}
NO = {"no", "n", "false", "none", "none identified", "not modifiable", "0"}
MOST_PROBLEMS = 100


@dataclass
class Reading:
    """What a file says: totals by (year, table, form, row, column), and what is wrong.
    None is a number its sender had hidden."""

    entries: dict[tuple, int | None] = field(default_factory=dict)
    places: dict[tuple, int] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def wrong(self, row, text) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append((_("Row %s") % row, text))


def rows_of(sheets) -> list[dict]:
    """Filled rows of the first visible sheet that has any: number and cells as text."""
    for sheet in sheets.visible:
        if sheet.rows:
            return [
                {"row": row, "cells": {str(c.column): c.text[:300] for c in cells}}
                for row, cells in sheet.rows.items()
            ]
    raise ValidationError(_("There is nothing in this file. Nothing was imported."))


def refuse_people(rows) -> None:
    """Raise ValidationError for a file that looks as if it held single children."""
    heads = [text for row in rows[:5] for text in row["cells"].values()]
    found = [text for text in heads if IDENTIFYING.search(text)]
    if found:
        words = _(
            "This file has columns about single children: %s. Only counts may be sent. "
            "Take these columns out where the file comes from. Nothing of it was kept."
        )
        raise ValidationError(words % ", ".join(f"“{one[:60]}”" for one in found[:6]))
    for row in rows:
        for text in row["cells"].values():
            if what := _identifies(text):
                words = _(
                    "Row %(row)s holds what looks like a %(what)s. Only counts of a "
                    "whole year may be sent. Nothing of the file was kept."
                )
                raise ValidationError(words % {"row": row["row"], "what": what})


def _identifies(text) -> str:
    if A_DAY.search(text):
        return _("date")
    if len(text) < 6:
        return ""
    hits = [hit for hit in found_in(text) if hit.kind in NEVER]
    return hits[0].label.lower() if hits else ""


def heading_row(rows) -> dict:
    """The first row with two cells or more."""
    return next((row for row in rows if len(row["cells"]) > 1), rows[0])


def heading_key(rows) -> str:
    """The same for every file with these headings."""
    words = "|".join(heading_row(rows)["cells"].values()).casefold()
    return hashlib.sha256(words.encode()).hexdigest()


def guess(rows) -> dict[str, str]:
    """Fields and the columns whose headings say so."""
    heads = {
        text.strip().casefold(): column
        for column, text in heading_row(rows)["cells"].items()
    }
    found = {}
    for name, words in FIELDS.items():
        column = next((heads[word] for word in words if word in heads), None)
        if column is not None and column not in found.values():
            found[name] = column
    return found


def read(panel, rows, columns: dict[str, str]) -> Reading:
    """Every row as totals, and everything that is wrong."""
    reading = Reading()
    missing = [name for name in NEEDED if not columns.get(name)]
    if missing or not (columns.get("category") or columns.get("domain")):
        words = _("Say which columns hold the year, the count, and what is counted.")
        reading.problems.append((_("Columns"), words))
        return reading
    lookup = Lookup(panel.board)
    start = heading_row(rows)["row"]
    for row in rows:
        if row["row"] > start:
            _read_row(reading, lookup, row, columns)
    _check_years(reading, panel)
    if not reading.entries and not reading.problems:
        reading.problems.append((_("Whole file"), _("There are no rows of counts.")))
    return reading


def _read_row(reading, lookup, row, columns) -> None:
    said = {name: row["cells"].get(column, "").strip()
            for name, column in columns.items()}  # fmt: skip
    if not any(said.values()):
        return
    try:
        year = _year(said["year"])
        key = (year, *lookup.place(said, year))
        number = _number(said["count"])
    except ValidationError as problem:
        reading.wrong(row["row"], problem.messages[0])
        return
    if key in reading.entries:
        words = _("The same count stands in row %s, too.") % reading.places[key]
        reading.wrong(row["row"], words)
        return
    reading.entries[key] = number
    reading.places[key] = row["row"]


def _year(text) -> str:
    text = text.replace("/", "-").replace("–", "-")
    text = f"{text[:5]}{text[7:]}" if len(text) == 9 else text
    first_day(text)
    return text


def _number(text) -> int | None:
    if text.isascii() and text.isdecimal() and len(text) < 7:
        return int(text)
    if HIDDEN.fullmatch(text):
        return None
    if not text:
        raise ValidationError(_("There is no count."))
    raise ValidationError(_("“%s” is no count.") % text[:40])


def _check_years(reading, panel) -> None:
    for year in sorted({key[0] for key in reading.entries}):
        try:
            require_year(panel, year)
            if known := panel.years.filter(year=year).first():
                require_changeable(known)
        except ValidationError as problem:
            reading.problems.append((year, problem.messages[0]))


class Lookup:
    """What the words of a file mean in the board's pack."""

    def __init__(self, board):
        self.facts = facts_of(board)
        self.categories = {}
        for one in categories(board):
            for word in (one.key, str(one.number), one.name.en, one.name.cy):
                self.categories[word.casefold()] = one.key
        self.forms = {}
        for form in self.facts.forms:
            self.forms |= {form.key: form, form.name.en.casefold(): form}

    def place(self, said, year) -> tuple[str, str, str, str]:
        """Table, form, row and column. Raises ValidationError naming the word."""
        if said.get("category") and said.get("domain"):
            raise ValidationError(_("A row counts a category or a domain, not both."))
        if said.get("domain"):
            return self._domain(said, year)
        return self._category(said)

    def _category(self, said):
        text = said.get("category", "").casefold()
        number = re.match(r"(\d+)[.: )-]", text)
        key = self.categories.get(text) or (
            self.categories.get(number[1]) if number else None
        )
        if key is None:
            words = _("“%s” is no category of death.")
            raise ValidationError(words % said.get("category", "")[:60])
        return CountTable.CATEGORY.value, "", key, self._modifiable(said)

    @staticmethod
    def _modifiable(said):
        text = said.get("modifiable", "").casefold()
        if text in YES:
            return Modifiable.YES.value
        if text in NO:
            return Modifiable.NO.value
        if text in {"", "unknown", "not known", "?"}:
            return Modifiable.UNKNOWN.value
        raise ValidationError(_("“%s” says neither yes nor no.") % text[:40])

    def _domain(self, said, year):
        form = self._form(said.get("form", ""), year)
        text = said["domain"].casefold()
        row = next(
            (one.key for one in form.domains
             if text in {one.key, one.name.en.casefold()}
             or text.startswith((f"{one.key}:", f"{one.key} "))),
            None,
        )  # fmt: skip
        words = {"what": said["domain"][:60], "form": form.name.en}
        if row is None:
            raise ValidationError(_("“%(what)s” is no domain of %(form)s.") % words)
        score = said.get("score", "")
        if score not in {one.score for one in form.scores}:
            words["what"] = score[:40]
            raise ValidationError(_("“%(what)s” is no score of %(form)s.") % words)
        return CountTable.DOMAIN.value, form.key, row, score

    def _form(self, text, year):
        if text:
            if found := self.forms.get(text.casefold()):
                return found
            raise ValidationError(_("“%s” is no version of the form.") % text[:60])
        day = first_day(year)
        found = next((one for one in self.facts.forms if one.in_force(day)), None)
        if found is None:
            raise ValidationError(_("Say which version of the form the score is of."))
        return found
