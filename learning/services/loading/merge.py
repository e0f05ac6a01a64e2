"""Three-way merge of one board: what the pack said, what it says, what is there."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import models

from frameworks.pack import Pack
from learning.models import LoadedRow
from learning.services.loading.links import Links


class Effect(StrEnum):
    ADD = "add"
    CHANGE = "change"
    LEAVE = "leave"
    KEEP = "keep"
    GONE = "gone"


@dataclass(frozen=True)
class Said:
    """One row as the pack words it: plain values, links by key."""

    key: str
    name: str
    values: dict[str, Any]
    fixed: dict[str, Any] = field(default_factory=dict)
    alike: str = ""

    @property
    def match(self) -> str:
        """What an existing row is recognised by."""
        return self.alike or self.key


@dataclass(frozen=True)
class Table:
    """How one list of the pack becomes rows."""

    name: str
    model: type[models.Model]
    said: Callable[[Pack, "Merge"], Iterable[Said]]
    rows: Callable[["Merge"], models.QuerySet]
    match: Callable[[Any], str]
    shared: bool = False
    locked: Callable[["Merge", Any], bool] = lambda merge, row: False
    on_board: bool = True


@dataclass(frozen=True)
class Change:
    """What a load does to one row."""

    table: str
    name: str
    effect: Effect


@dataclass
class Report:
    """Everything one load does, or would do."""

    board: str
    changes: list[Change] = field(default_factory=list)

    def counts(self) -> dict[str, Counter]:
        """Table -> effect -> number of rows."""
        found: dict[str, Counter] = {}
        for change in self.changes:
            found.setdefault(change.table, Counter())[change.effect] += 1
        return found

    def of(self, *effects: Effect) -> list[Change]:
        return [change for change in self.changes if change.effect in effects]

    @property
    def changes_nothing(self) -> bool:
        return not self.of(Effect.ADD, Effect.CHANGE)


class Merge:
    """Brings one board's rows to its pack and notes each difference."""

    def __init__(self, pack: Pack):
        self.pack = pack
        self.board = None
        self.report = Report(str(pack.board.name.en))
        self.links = Links(self)
        self.remembered: dict[tuple[str, str], LoadedRow] = {}
        self._recall(LoadedRow.objects.filter(board__slug=pack.board.slug))
        self._recall(LoadedRow.objects.filter(board=None))
        self._new: list[tuple[Table, LoadedRow]] = []
        self._changed: list[LoadedRow] = []
        self._many: list[tuple[models.Model, list]] = []

    def _recall(self, rows) -> None:
        self.remembered |= {(row.table, row.key): row for row in rows}

    def apply(self, table: Table) -> None:
        """One table: add, change, leave or keep each row the pack names."""
        rows = {row.pk: row for row in self._prefetched(table)}
        alike = {table.match(row): row for row in reversed(rows.values())}
        named = set()
        for said in table.said(self.pack, self):
            named.add(said.key)
            row = self._row(table, said, rows, alike)
            effect = self._settle(table, said, row)
            self.report.changes.append(Change(table.name, said.name, effect))
        self._link_many()
        self._report_gone(table, named)

    def _prefetched(self, table):
        many = [f.name for f in table.model._meta.many_to_many]
        return table.rows(self).prefetch_related(*many)

    def _row(self, table, said, rows, alike):
        before = self.remembered.get((table.name, said.key))
        return rows.get(before.row_id) if before else alike.get(said.match)

    def _settle(self, table, said, row) -> Effect:
        before = self.remembered.get((table.name, said.key))
        if row is None:
            return Effect.KEEP if before else self._add(table, said)
        self.links.add(table.model, said.key, row)
        now = self._now(row, said.values)
        if now == said.values:
            self._note(table, said, row)
            return Effect.LEAVE
        if before is None or _reworded(now, before.said) or table.locked(self, row):
            return Effect.KEEP
        self._write(row, said.values)
        self._note(table, said, row)
        return Effect.CHANGE

    def _add(self, table, said) -> Effect:
        row = table.model(**said.fixed)
        if table.on_board:
            row.board = self.board
        self._write(row, said.values)
        self.links.add(table.model, said.key, row)
        self._note(table, said, row)
        return Effect.ADD

    def _write(self, row, values) -> None:
        single, many = self._split(row, values)
        for name, value in single:
            setattr(row, name, self.links.record(row, name, value))
        if row.pk and hasattr(row, "version") and not row._state.adding:
            row.version += 1
        row.save()
        self._many.append((row, many))

    def _link_many(self) -> None:
        """Lists of links last: rows of one table may name each other."""
        for row, many in self._many:
            for name, keys in many:
                getattr(row, name).set(self.links.records(row, name, keys))
        self._many.clear()

    def _split(self, row, values):
        many = {f.name for f in row._meta.many_to_many}
        return (
            [(n, v) for n, v in values.items() if n not in many],
            [(n, v) for n, v in values.items() if n in many],
        )

    def _now(self, row, values) -> dict:
        return {name: self.links.value(row, name) for name in values}

    def _note(self, table, said, row) -> None:
        address = (table.name, said.key)
        loaded = self.remembered.get(address)
        if loaded and loaded.said == said.values and loaded.row_id == row.pk:
            return
        if loaded is None:
            loaded = LoadedRow(table=table.name, key=said.key)
            self.remembered[address] = loaded
            self._new.append((table, loaded))
        loaded.row_id, loaded.said = row.pk, said.values
        if loaded.pk:
            self._changed.append(loaded)

    def _report_gone(self, table, named) -> None:
        for name, key in self.remembered:
            if name == table.name and key not in named and not table.shared:
                self.report.changes.append(Change(table.name, key, Effect.GONE))

    def remember(self) -> None:
        """Keep what the pack said. No history: it is the record of one."""
        for table, row in self._new:
            row.board = None if table.shared else self.board
        LoadedRow.objects.bulk_create([row for _, row in self._new])
        LoadedRow.objects.bulk_update(self._changed, ["row_id", "said"])


def _reworded(now: dict, said: dict) -> bool:
    """Whether the board changed what the pack said. A column that is new since was
    nobody's to change."""
    return any(now.get(name) != value for name, value in said.items())


def iso(day: date | None) -> str | None:
    """A date as JSON keeps it."""
    return day.isoformat() if day else None


def numbered(keys: Iterable[str]) -> Iterator[str]:
    """The same keys, told apart where one comes again."""
    seen: Counter[str] = Counter()
    for key in keys:
        seen[key] += 1
        yield key if seen[key] == 1 else f"{key}#{seen[key]}"
