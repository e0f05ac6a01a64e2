"""Reads the TOML files of one pack folder, with what they include."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from frameworks.build import PackError, Place, build, refuse_unknown

Row = tuple[Place, dict]


@dataclass(frozen=True)
class Folder:
    """A board's folder and the roots that shared files may be taken from."""

    path: Path
    roots: tuple[Path, ...]

    def table(self, name: str) -> tuple[dict, Place]:
        """One file of the folder, and its place."""
        return read(self.path / name, self.place(name))

    def place(self, name: str) -> Place:
        return Place(f"{self.path.parent.name}/{self.path.name}/{name}")

    def shared(self, name: str, at: Place) -> tuple[dict, Place]:
        """A file kept for several boards, such as `_england/scales.toml`."""
        # The board's own root first: an added folder may bring its own shared files.
        for root in (self.path.parent, *self.roots):
            path = (root / name).resolve()
            if not path.is_relative_to(root.resolve()):
                raise PackError(at, f"{name!r} leaves the pack folders")
            if path.is_file():
                return read(path, Place(f"{root.name}/{name}"))
        raise PackError(at, f"no file {name!r}")

    def rows(self, name: str, key: str, known: set[str], *, include: bool) -> list[Row]:
        """Rows of one list; a row of the board changes an included one by key."""
        table, place = self.table(name)
        refuse_unknown(table, known | ({"include"} if include else set()), place)
        found: list[Row] = []
        at = place.key("include")
        for index, other in enumerate(
            build(tuple[str, ...], table.get("include", []), at)
        ):
            shared, shared_place = self.shared(other, at.item(index))
            refuse_unknown(shared, known, shared_place)
            found = replaced(found, listed(shared, key, shared_place))
        return replaced(found, listed(table, key, place))

    def refuse_strangers(self, known: set[str]) -> None:
        """Raise PackError for a misspelt file, which would else be silently unread."""
        for path in sorted(self.path.glob("*.toml")):
            if path.name not in known:
                raise PackError(self.place(path.name), "unknown file")


def read(path: Path, place: Place) -> tuple[dict, Place]:
    """The table in a file; a missing file or bad TOML is a PackError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), place
    except FileNotFoundError:
        raise PackError(place, "missing file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(place, f"is not TOML: {error}") from None


def listed(table: dict, key: str, place: Place) -> list[Row]:
    rows, at = table.get(key, []), place.key(key)
    if not isinstance(rows, list):
        raise PackError(at, f"expected a list, write [[{key}]]")
    for index, row in enumerate(rows):
        if not isinstance(row, dict):
            raise PackError(at.item(index), f"expected a table, write [[{key}]]")
    return [(at.item(index), row) for index, row in enumerate(rows)]


def replaced(first: list[Row], then: list[Row]) -> list[Row]:
    """Both lists; where `then` repeats a key of `first` it changes that row.

    What it says takes the place of what was said; what it leaves out stays.
    """
    own = {row["key"]: (place, row) for place, row in then if _key(row)}
    earlier = {row["key"] for _, row in first if _key(row)}
    kept = [_changed(found, own.get(found[1].get("key"))) for found in first]
    return kept + [r for r in then if not _key(r[1]) or r[1]["key"] not in earlier]


def _changed(shared: Row, own: Row | None) -> Row:
    return (own[0], shared[1] | own[1]) if own else shared


def _key(row: dict) -> bool:
    return isinstance(row.get("key"), str)
