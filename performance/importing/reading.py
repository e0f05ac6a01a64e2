"""From rows of a sheet to figures: one pass, a row at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from performance.choices import PlainYear, Shape
from performance.figures import Figure, decimals_of, read_figure
from performance.importing.columns import labels_of
from performance.importing.problems import Problems, address
from performance.periods import Period, between, read_period

MOST_NAMES = 3000  # places or measures of one file: more would be no such thing


@dataclass(frozen=True)
class Staged:
    """One figure of a file, its place and measure by number."""

    row: int
    place: int
    measure: int
    period: Period
    figure: Figure


@dataclass
class Names:
    """Places or measures in the order they come, each with what is said of it."""

    rows: dict[str, dict] = field(default_factory=dict)

    def number(self, key: str, **said) -> int:
        one = self.rows.get(key)
        if one is None:
            one = self.rows[key] = {"no": len(self.rows), "count": 0, **said}
        one["count"] += 1
        return one["no"]

    def as_json(self) -> list[dict]:
        return [{"key": key, **one} for key, one in self.rows.items()]


class Reader:
    """Reads one sheet as its settings say."""

    def __init__(self, settings: dict, header: list[str]):
        self.settings = settings
        self.problems = Problems()
        self.places, self.measures = Names(), Names()
        self.labels = labels_of(header)
        at = {label: index for index, label in enumerate(self.labels)}
        one = lambda name: at.get(settings.get(name) or "")  # noqa: E731
        many = lambda name: [  # noqa: E731
            at[label] for label in settings.get(name, []) if label in at
        ]
        self.place, self.code = many("place"), many("code")
        self.values, self.beside = many("values"), many("beside")
        self.period, self.period_end = one("period"), one("period_end")
        self.measure, self.filter = one("measure"), one("filter")
        self.hints = {name: one(name) for name in ("polarity", "decimals")}
        self.plain = settings.get("plain_year") or PlainYear.ENDS_MARCH.value
        self.year = settings.get("year_kind") or "financial"
        self.count = 0
        self._note_headings()

    def _note_headings(self):
        for label in self.labels:
            if label.endswith(" (2)"):
                self.problems.add("headings", label.removesuffix(" (2)"))

    def read(self, rows) -> Iterator[Staged]:
        """Every figure of the rows below the headings."""
        header = self.settings.get("header_row", 1)
        for number, cells in rows:
            if number > header and self._is_wanted(cells):
                yield from self._row(number, cells)
        if not self.count:
            self.problems.add("no_figures")

    def _is_wanted(self, cells) -> bool:
        if self.filter is None:
            return True
        said = self.settings.get("filter_is", "").strip().casefold()
        return _cell(cells, self.filter).casefold() == said

    def _row(self, number, cells):
        if len(cells) < len(self.labels):
            self.problems.add("short", "", str(number))
        place = self._place(number, cells)
        if place is None:
            return
        columns = [(index, place) for index in self.values]
        columns += [(index, None) for index in self.beside]
        for index, where in columns:
            period = self._period(number, cells, index)
            figure = period and self._figure(number, cells, index)
            if figure:
                yield self._staged(number, cells, index, where, period, figure)

    def _staged(self, number, cells, index, where, period, figure) -> Staged:
        self.count += 1
        if where is None:  # a column that holds a comparator, named by its heading
            label = self.labels[index]
            where = self.places.number(f"{label}|", name=label, code="")
        measure = self._measure(cells, index, figure)
        return Staged(number, where, measure, period, figure)

    def _place(self, number, cells) -> int | None:
        """The most narrow place the row names; the board's own where none is asked."""
        if not self.place and not self.code:
            return self.places.number("|", name="", code="")
        name, code = _first(cells, self.place), _first(cells, self.code)
        if not name and not code:
            self.problems.add("no_place", "", str(number))
            return None
        if len(self.places.rows) > MOST_NAMES:
            name = code = "…"
        name, code = name[:120], code[:30]
        return self.places.number(f"{name}|{code}", name=name, code=code)

    def _period(self, number, cells, index) -> Period | None:
        if self.settings.get("shape") == Shape.PERIODS:
            return self._read_period(number, self.labels[index], index)
        if self.period is None:
            return self._read_period(number, self.settings.get("fixed_period", ""), 0)
        said = _cell(cells, self.period)
        if self.period_end is not None:
            found = between(said, _cell(cells, self.period_end))
            if found:
                return found
            said = f"{said} - {_cell(cells, self.period_end)}"
        return self._read_period(number, said, self.period)

    def _read_period(self, number, said, column) -> Period | None:
        if not said:
            self.problems.add("no_period", "", str(number))
            return None
        found = read_period(said, self.plain, self.year)
        if found is None:
            self.problems.add("period", said, address(number, column))
        return found

    def _figure(self, number, cells, index) -> Figure | None:
        said = _cell(cells, index)
        figure = read_figure(said)
        if figure is None:
            self.problems.add("value", said, address(number, index))
        elif figure.value is not None and figure.value < 0:
            self.problems.add("negative", str(figure.value), address(number, index))
        return figure

    def _measure(self, cells, index, figure) -> int:
        name = self.labels[index]
        if self.settings.get("shape") == Shape.PERIODS:
            name = self.settings.get("fixed_measure") or ""
        if self.measure is not None:
            name = _cell(cells, self.measure) or name
        name = name[:250] if len(self.measures.rows) < MOST_NAMES else "…"
        found = self.measures.number(name, decimals=0, **self._hints(cells))
        one = self.measures.rows[name]
        if figure.value is not None and one["decimals"] < 4:
            one["decimals"] = min(4, max(one["decimals"], decimals_of(figure.value)))
        return found

    def _hints(self, cells) -> dict:
        """What some files say of a measure on each of its rows."""
        return {
            f"said_{name}": _cell(cells, index)[:20]
            for name, index in self.hints.items()
            if index is not None
        }


def _cell(cells, index) -> str:
    return cells[index].strip() if index < len(cells) else ""


def _first(cells, indexes) -> str:
    return next((said for index in indexes if (said := _cell(cells, index))), "")
