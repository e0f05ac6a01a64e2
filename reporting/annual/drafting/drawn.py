"""One drafted block, and the list of what can be drafted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from reporting.choices import BlockKind

MOST_RECORDS = 100  # behind one block
DRAWERS: dict[str, Callable] = {}


@dataclass(frozen=True)
class Drawn:
    """A block as the records say it. `key` is the same every time it is drawn."""

    key: str
    kind: str = BlockKind.WORDS
    text: str = ""
    figure: dict = field(default_factory=dict)
    records: list = field(default_factory=list)
    agency_id: int | None = None


def draws(name: str):
    """Name the function that drafts one thing: `function(year) -> Drawn, ...`."""

    def keep(function):
        DRAWERS[name] = function
        return function

    return keep


def draw(name: str, year) -> list[Drawn]:
    """What the records say under one name; nothing for a name nobody draws."""
    drawer = DRAWERS.get(name)
    return list(drawer(year)) if drawer else []


def words(key: str, *sentences: str, records: Iterable = ()) -> Drawn:
    """A paragraph of sentences."""
    text = " ".join(one for one in sentences if one)
    return Drawn(key, text=text, records=listed(records))


def bullets(key: str, before: str, rows: Iterable[str], records: Iterable = ()):
    """A sentence and a list below it; no block without rows."""
    rows = list(rows)
    if rows:
        items = "\n".join(f"- {row}" for row in rows)
        yield Drawn(key, text=f"{before}\n\n{items}", records=listed(records))


def table(key, caption, columns, rows, *, chart=False, records: Iterable = ()):
    """Figures, drawn as bars too where `chart`; none where every row is nought."""
    rows = [[str(cell) for cell in row] for row in rows]
    if not any(cell != "0" for row in rows for cell in row[1:]):
        return
    columns = [str(column) for column in columns]
    figure = {"caption": caption, "columns": columns, "rows": rows, "chart": chart}
    yield Drawn(key, BlockKind.FIGURE, figure=figure, records=listed(records))


def listed(records: Iterable) -> list:
    """Records as a block keeps them, each once."""
    once = dict.fromkeys((kind, str(key)) for kind, key in records)
    return [list(one) for one in once][:MOST_RECORDS]


def told(number: int, words: str, none: str = "") -> str:
    """A sentence with its number, or what is said where there is none."""
    return words % number if number else none


def one_line(text: str) -> str:
    """Words of a record inside a list: on one line, without a full stop."""
    return " ".join(text.split()).rstrip(".")
