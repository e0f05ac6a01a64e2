"""A year's counts as tables to read: small counts hidden, scores per form."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from deaths.choices import CountTable, Modifiable
from deaths.facts import categories, form_named, kept
from deaths.suppression import TOTAL, crossed, lined, protect


@dataclass(frozen=True)
class Line:
    """A row: its words in both languages, and numbers; None where not shown."""

    key: str
    label: dict
    cells: list


@dataclass(frozen=True)
class Shown:
    """A table as it may be read by anybody it is released to."""

    key: str
    title: dict
    columns: list[dict]
    lines: list[Line]

    def as_json(self) -> dict:
        return {
            "key": self.key,
            "title": self.title,
            "columns": self.columns,
            "lines": [vars(line) for line in self.lines],
        }


def tables_of(year, up_to: int) -> list[Shown]:
    """Categories by modifiability, then each form's domains by score. Two forms are
    two tables: their scores mean different things and are never put together."""
    counts = list(year.counts.all())
    board = year.panel.board
    found = []
    by_category = [row for row in counts if row.table == CountTable.CATEGORY]
    if by_category:
        found.append(_categories(board, by_category, up_to))
    forms = {row.form for row in counts if row.table == CountTable.DOMAIN}
    for key in sorted(forms):
        own = [row for row in counts if row.form == key]
        found.append(_domains(board, key, own, up_to))
    return found


def _words(text) -> dict:
    return {"en": str(text), "cy": ""}


def _numbers(counts) -> tuple[dict, set]:
    """What is known, and what its sender had suppressed."""
    known = {(c.row, c.column): c.number for c in counts if c.number is not None}
    return known, {(c.row, c.column) for c in counts if c.number is None}


def _categories(board, counts, up_to) -> Shown:
    numbers, unknown = _numbers(counts)
    named = {one.key: kept(one.name) for one in categories(board)}
    named |= {row: _words(row) for row, _column in numbers if row not in named}
    rows, columns = list(named), list(Modifiable.values)
    table = crossed(numbers, rows, columns)
    _leave_out(table, unknown)
    hidden = protect(table, up_to)
    by_name = {flow.name: flow.number for flow in table.flows}
    read = {name: None if name in hidden else by_name[name] for name in by_name}
    lines = [
        Line(row, named[row], [read[row, column] for column in (*columns, TOTAL)])
        for row in rows
    ]
    last = [read[TOTAL, column] for column in (*columns, TOTAL)]
    lines.append(Line(TOTAL, _words(_("All categories")), last))
    heads = [_words(one.label) for one in Modifiable] + [_words(_("All"))]
    return Shown("category", _words(_("Category of death")), heads, lines)


def _leave_out(table, unknown) -> None:
    """What is unknown is hidden, and so is every total it would be part of."""
    touched = unknown | {(row, TOTAL) for row, _c in unknown}
    touched |= {(TOTAL, column) for _r, column in unknown}
    touched |= {(TOTAL, TOTAL)} if unknown else set()
    for flow in table.flows:
        flow.hidden = flow.hidden or flow.name in touched


def _domains(board, key, counts, up_to) -> Shown:
    form = form_named(board, key)
    numbers, unknown = _numbers(counts)
    scores = [one.score for one in form.scores] if form else []
    scores += sorted({c.column for c in counts} - set(scores))
    domains = {one.key: kept(one.name) for one in form.domains} if form else {}
    domains |= {c.row: _words(c.row) for c in counts if c.row not in domains}
    meanings = {one.score: one.meaning for one in form.scores} if form else {}
    heads = [_score(score, meanings.get(score)) for score in scores]
    lines = [
        _domain(row, words, numbers, unknown, scores, up_to)
        for row, words in domains.items()
    ]
    title = kept(form.name) if form else _words(key)
    return Shown(f"domain:{key}", title, heads, lines)


def _domain(row, words, numbers, unknown, scores, up_to) -> Line:
    table = lined(numbers, row, scores)
    for flow in table.flows:
        flow.hidden = flow.hidden or flow.name in unknown
    hidden = protect(table, up_to)
    cells = [
        None if (row, score) in hidden else numbers.get((row, score), 0)
        for score in scores
    ]
    return Line(row, words, cells)


def _score(score, meaning) -> dict:
    if meaning is None:
        return _words(score)
    welsh = f"{score}: {meaning.cy}" if meaning.cy else ""
    return {"en": f"{score}: {meaning.en}", "cy": welsh}
