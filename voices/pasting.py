"""Rows pasted from a spreadsheet: who answered, the question, how many, the result."""

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from voices.choices import Given
from voices.facts import phases

COLUMNS = 4
MOST_ROWS = 500
LARGEST = 10_000_000
LONGEST = 250  # letters of a question
EVERYBODY = {"all", "everybody", "everyone", "total", "pawb"}
HEADINGS = {"answered", "n", "number", "base", "responses", "how many answered"}


@dataclass
class Pasted:
    """What was read, and what is wrong with it, row by row."""

    rows: list[dict] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """Each question once, in order."""
        return list(dict.fromkeys(row["text"] for row in self.rows))


def read(text: str, given: str, board) -> Pasted:
    """Rows of tabs (from a spreadsheet) or semicolons (typed)."""
    found, seen = Pasted(), set()
    names = {name.casefold(): key for key, name in phases(board)}
    names |= {key: key for key, _name in phases(board)}
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_ROWS:
        found.problems.append(_("Paste at most %s rows at once.") % MOST_ROWS)
        return found
    for number, line in enumerate(lines, 1):
        cells = [one.strip() for one in re.split(r"\t|;", line)]
        if number == 1 and _is_heading(cells):
            continue
        row, problem = _row(cells, given, names)
        if not problem and (row["phase"], row["text"].casefold()) in seen:
            problem = _("this group and question stand here twice")
        if problem:
            words = {"number": number, "problem": problem}
            found.problems.append(_("Row %(number)s: %(problem)s.") % words)
            continue
        seen.add((row["phase"], row["text"].casefold()))
        found.rows.append(row)
    if not found.rows and not found.problems:
        found.problems.append(_("Paste at least one row."))
    return found


def _is_heading(cells) -> bool:
    return len(cells) > 2 and cells[2].casefold() in HEADINGS


def _row(cells, given, names):
    if len(cells) != COLUMNS:
        words = {"found": len(cells), "wanted": COLUMNS}
        return None, _("%(found)s columns instead of %(wanted)s") % words
    who, text, answered, result = cells
    phase = "" if who.casefold() in EVERYBODY else names.get(who.casefold())
    if phase is None:
        return None, _("no group is called “%s”") % who[:60]
    if not text or len(text) > LONGEST:
        return None, _("the question is empty or longer than %s letters") % LONGEST
    people, number = whole(answered), _number(result)
    if people is None:
        return None, _("“%s” is not how many answered") % answered[:30]
    problem = _result_problem(number, result, people, given)
    row = {"phase": phase, "text": text, "answered": people}
    return (row | {"given": given, "number": number}), problem


def _result_problem(number, typed, people, given) -> str:
    if number is None or number < 0:
        return _("“%s” is not a result") % typed[:30]
    if given == Given.PERCENTAGE:
        return _("a percentage is at most 100") if number > 100 else ""
    if "%" in typed or number != int(number):
        return _("“%s” is not a number of people") % typed[:30]
    return _("more said so than answered") if number > people else ""


def whole(typed: str) -> int | None:
    """A whole number as people type it: 1,700 or 1700."""
    plain = typed.replace(",", "").replace(" ", "")
    right = plain.isascii() and plain.isdecimal() and len(plain) < 9
    return int(plain) if right and int(plain) <= LARGEST else None


def _number(typed: str) -> Decimal | None:
    plain = typed.replace(",", "").replace(" ", "").rstrip("%")
    if not re.fullmatch(r"[0-9]{1,8}(\.[0-9]{1,4})?", plain):
        return None
    try:
        return round(Decimal(plain), 2)
    except InvalidOperation:
        return None
