"""Another tool's results as ratings of this round, or as problems cell by cell."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from audits.importing.columns import Column, recognise
from audits.importing.grid import Problem, Sheet, errors_in, warning
from audits.importing.headings import Mapping, chosen_mapping
from audits.importing.matching import nearest, plain
from audits.importing.rows import split_number

LONGEST_POSITION = 20_000
LEAVE_OUT = "-"
NEEDED = (Column.AGENCY, Column.QUESTION, Column.RATING)


@dataclass(frozen=True)
class Known:
    """What the round and board have, by key, and every name each goes by."""

    agencies: dict[str, list[str]]  # returns of the round, by agency
    others: dict[str, list[str]]  # agencies of the board that were not asked
    questions: dict[str, list[str]]
    ratings: dict[str, dict[str, list[str]]]  # by question: level -> its names
    taken: set[str] = field(default_factory=set)  # agencies that answered themselves


@dataclass(frozen=True)
class Result:
    """One rating of one agency, and where it stands."""

    where: str
    agency: str
    question: str
    rating: str
    position: str = ""


@dataclass
class Unknown:
    """A word nobody here goes by, where it first stands, and what it may mean."""

    word: str
    where: str
    nearest: list[str]


@dataclass
class ResultsReading:
    """What a file of results would bring, and everything wrong with it."""

    results: list[Result] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: dict[str, dict[str, Unknown]] = field(default_factory=dict)
    sheets: list[tuple[Sheet, Mapping]] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)

    @property
    def may_commit(self) -> bool:
        return bool(self.results) and not errors_in(self.problems)

    @property
    def by_agency(self) -> dict[str, list[Result]]:
        found: dict[str, list[Result]] = {}
        for result in self.results:
            found.setdefault(result.agency, []).append(result)
        return found


def read_results(sheets, *, settings: dict, known: Known) -> ResultsReading:
    """Understand every sheet against one round."""
    reading = ResultsReading(unknown={"agency": {}, "question": {}, "rating": {}})
    for sheet in sheets:
        chosen = settings.get("sheets", {}).get(sheet.name)
        mapping = chosen_mapping(sheet, chosen, Column.AGENCY)
        reading.sheets.append((sheet, mapping))
        if mapping.skip:
            continue
        rows = _Rows(reading, sheet, mapping, known, settings)
        if missing := _missing(mapping, rows):
            reading.problems.append(_not_understood(sheet, missing))
        else:
            rows.read()
    if not reading.results and not reading.problems:
        what = _("No results were found in the file.")
        reading.problems.append(Problem(_("Whole file"), what))
    return reading


def _missing(mapping, rows) -> list[Column]:
    """Columns without which a sheet says nothing. A number names a standard too."""
    missing = [one for one in NEEDED if mapping.first(one) is None]
    if Column.QUESTION in missing and mapping.first(Column.NUMBER) is not None:
        missing.remove(Column.QUESTION)
    if Column.AGENCY not in missing and rows.is_across():
        return []
    return missing


def _not_understood(sheet, missing) -> Problem:
    names = ", ".join(str(one.label) for one in missing)
    what = _("No column was recognised for: %s.") % names
    todo = _("Say below which column holds it, or leave the sheet out.")
    return Problem(sheet.name, what, todo)


class _Rows:
    """Goes down one sheet of results."""

    def __init__(self, reading, sheet, mapping, known, settings):
        self.reading, self.sheet, self.mapping = reading, sheet, mapping
        self.known, self.settings = known, settings
        everybody = known.agencies | known.others
        self.names = {
            "agency": _by_name(everybody),
            "question": _by_name(known.questions),
        }
        self.ratings = {key: _by_name(rows) for key, rows in known.ratings.items()}
        self.seen = {(r.agency, r.question): r.where for r in reading.results}

    def read(self) -> None:
        above = self._carried_down()
        take = self._take_across if self.is_across() else self._take
        for row in range(self.mapping.heading_row + 1, len(self.sheet.rows)):
            if self.sheet.filled(row):
                take(row, above.get(row, ""))

    def is_across(self) -> bool:
        """Whether a row holds all ratings of an agency, a column for each standard."""
        down = (Column.QUESTION, Column.NUMBER)
        told = any(self.mapping.first(one) is not None for one in down)
        return not told and self.mapping.heading_row is not None and bool(self.across)

    @cached_property
    def across(self) -> dict[int, tuple[str, Column]]:
        """Standards that head columns of their own: column -> (question, what)."""
        found = {}
        for at in self.sheet.filled(self.mapping.heading_row):
            heading = self.sheet.cell(self.mapping.heading_row, at)
            number, rest = split_number(heading)
            names = self.names["question"]
            key = names.get(plain(heading)) or names.get(plain(number))
            if key and at != self.mapping.first(Column.AGENCY):
                is_words = bool(number) and recognise(rest) == Column.POSITION
                found[at] = (key, Column.POSITION if is_words else Column.RATING)
        return found

    def _carried_down(self) -> dict[int, str]:
        """An agency's name merged over its rows counts for each of them."""
        at = self.mapping.first(Column.AGENCY)
        return {
            row: self.sheet.cell(top, at)
            for top, column, bottom in self.sheet.tall
            if column == at
            for row in range(top, bottom + 1)
        }

    def _take_across(self, row, above) -> None:
        """One row holds all ratings of an agency."""
        agency = self._agency(row, self._text(row, Column.AGENCY) or above)
        if not agency:
            return
        words = {
            key: self.sheet.cell(row, at)
            for at, (key, what) in self.across.items()
            if what == Column.POSITION
        }
        for at, (question, what) in self.across.items():
            word = self.sheet.cell(row, at)
            if what == Column.RATING and word:
                where = self.sheet.address(row, at)
                if rating := self._rating(where, question, word):
                    self._add(where, agency, question, rating, words.get(question, ""))

    def _take(self, row, above) -> None:
        agency_word = self._text(row, Column.AGENCY) or above
        words = [self._text(row, Column.QUESTION), self._text(row, Column.RATING)]
        if not any([agency_word, *words]):
            return
        agency = self._agency(row, agency_word)
        question = self._find("question", row, self._standard(row, words[0]))
        where = self.sheet.address(row, self.mapping.first(Column.RATING))
        if not agency or not question:
            return
        if rating := self._rating(where, question, words[1]):
            position = self._text(row, Column.POSITION)
            self._add(where, agency, question, rating, position)

    def _agency(self, row, word) -> str | None:
        """The agency, if it was asked in this round and has not answered itself."""
        agency = self._find("agency", row, word)
        if agency in self.known.taken:
            self._leave_alone(agency)
        elif agency and agency not in self.known.agencies:
            self._not_asked(row, word)
        elif agency:
            return agency
        return None

    def _text(self, row, column) -> str:
        return self.sheet.cell(row, self.mapping.first(column))

    def _standard(self, row, text) -> str:
        """The number tells a standard best, where the file has one."""
        number = self._text(row, Column.NUMBER)
        known = number and plain(number) in self.names["question"]
        return number if known else text or number

    def _find(self, kind, row, word) -> str | None:
        """The key a word means; a problem where nobody goes by it."""
        column = self.mapping.first(Column.AGENCY)
        if kind == "question":
            number = self.mapping.first(Column.NUMBER)
            column = self.mapping.first(Column.QUESTION)
            column = number if column is None else column
        where = self.sheet.address(row, column)
        if not word:
            labels = {"agency": _("an agency"), "question": _("a standard")}
            what = _("This row does not name %s.") % labels[kind]
            todo = _("Write it in the cell and upload the file again.")
            self.reading.problems.append(Problem(where, what, todo))
            return None
        said = self.settings.get(kind, {}).get(word)
        if said == LEAVE_OUT:
            return None
        if said in self._keys(kind):
            return said
        key = self.names[kind].get(plain(word))
        if key is None:
            self._unknown(kind, where, word)
        return key

    def _keys(self, kind):
        known = self.known
        if kind == "agency":
            return known.agencies.keys() | known.others.keys()
        return known.questions.keys()

    def _unknown(self, kind, where, word, names=None) -> None:
        known = self.reading.unknown[kind]
        if word in known:
            return
        if names is None:
            rows = self.known.agencies if kind == "agency" else self.known.questions
            names = {key: words[0] for key, words in rows.items()}
        known[word] = Unknown(word, where, nearest(word, names))
        self.reading.problems.append(_problem(kind, where, known[word], names))

    def _leave_alone(self, agency) -> None:
        if agency not in self.reading.left_alone:
            self.reading.left_alone.append(agency)

    def _not_asked(self, row, word) -> None:
        what = _("%s was not asked in this round.") % word
        todo = _("The row is left out. Add the agency to the round to bring it in.")
        where = self.sheet.address(row, self.mapping.first(Column.AGENCY))
        self.reading.problems.append(warning(where, what, todo))

    def _rating(self, where, question, word) -> str | None:
        if not word:
            what = _("There is no rating in this row, so it is left out.")
            self.reading.problems.append(warning(where, what))
            return None
        said = self.settings.get("rating", {}).get(word)
        names = self.known.ratings[question]
        if said == LEAVE_OUT:
            return None
        if said in names:
            return said
        key = self.ratings[question].get(plain(word))
        if key is None:
            labels = {key: words[0] for key, words in names.items()}
            self._unknown("rating", where, word, labels)
        return key

    def _add(self, where, agency, question, rating, position) -> None:
        before = self.seen.setdefault((agency, question), where)
        if before != where:
            what = _("This agency has a rating of this standard already, at %s.")
            todo = _("Delete one of the two rows and upload the file again.")
            self.reading.problems.append(Problem(where, what % before, todo))
            return
        if len(position) > LONGEST_POSITION:
            what = _("The text is longer than %s characters.") % LONGEST_POSITION
            self.reading.problems.append(Problem(where, what, _("Shorten it.")))
        self.reading.results.append(Result(where, agency, question, rating, position))


def _by_name(rows: dict[str, list[str]]) -> dict[str, str]:
    """Name -> key. A name two rows share names neither."""
    found: dict[str, str | None] = {}
    for key, names in rows.items():
        for name in {plain(name) for name in names if name}:
            found[name] = None if found.get(name, key) != key else key
    return {name: key for name, key in found.items() if key and name}


def _problem(kind, where, unknown: Unknown, names) -> Problem:
    what = {
        "agency": _("No agency in this round is called “%s”."),
        "question": _("No standard of this questionnaire is called “%s”."),
        "rating": _("“%s” is no rating of this standard's scale."),
    }[kind] % unknown.word[:120]
    close = [names[key] for key in unknown.nearest]
    meant = _("Did you mean %s? ") % ", ".join(close) if close else ""
    return Problem(where, what, meant + _("Choose below what it means."))
