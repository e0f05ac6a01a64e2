"""Turns nested TOML tables into the frozen shapes of `schema`, refusing the rest."""

from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from frameworks.schema import Words


@dataclass(frozen=True)
class Place:
    """Where a value stands: the file, and the address inside it."""

    file: str
    address: str = ""

    def key(self, name: str) -> "Place":
        joined = f"{self.address}.{name}" if self.address else name
        return Place(self.file, joined)

    def item(self, index: int) -> "Place":
        return Place(self.file, f"{self.address}[{index}]")

    def __str__(self) -> str:
        return f"{self.file}: {self.address}" if self.address else self.file


class PackError(Exception):
    """A pack says something that does not fit. The text names file and place."""

    def __init__(self, place: Place, message: str):
        super().__init__(f"{place}: {message}")
        self.place = place


def build(kind: Any, value: Any, place: Place) -> Any:
    """Make a `kind` out of a TOML value, or raise PackError with its address."""
    if kind is Words and isinstance(value, str):
        return Words(value)
    if is_dataclass(kind):
        return _record(kind, value, place)
    if get_origin(kind) is tuple:
        return _items(get_args(kind)[0], value, place)
    if get_origin(kind) is UnionType:
        # TOML has no null: a key that is there is never None.
        return build(get_args(kind)[0], value, place)
    if issubclass(kind, StrEnum):
        return _member(kind, value, place)
    return _plain(kind, value, place)


def refuse_unknown(table: dict, known: set[str], place: Place) -> None:
    """Raise PackError for the first key that nobody reads."""
    for name in table:
        if name not in known:
            raise PackError(place.key(name), "unknown key")


def _record(kind: type, value: Any, place: Place) -> Any:
    if not isinstance(value, dict):
        raise PackError(place, f"expected a table, found {_named(value)}")
    refuse_unknown(value, {f.name for f in fields(kind)}, place)
    for f in fields(kind):
        if f.name not in value and f.default is MISSING:
            raise PackError(place.key(f.name), "missing key")
    hints = get_type_hints(kind)
    return kind(**{k: build(hints[k], v, place.key(k)) for k, v in value.items()})


def _items(kind: Any, value: Any, place: Place) -> tuple:
    if not isinstance(value, list):
        raise PackError(place, f"expected a list, found {_named(value)}")
    return tuple(build(kind, v, place.item(i)) for i, v in enumerate(value))


def _member(kind: type[StrEnum], value: Any, place: Place) -> StrEnum:
    if value not in list(kind):
        raise PackError(place, f"{value!r} is not one of {', '.join(kind)}")
    return kind(value)


def _plain(kind: type, value: Any, place: Place) -> Any:
    # `type is` because True is an int and a datetime is a date.
    if type(value) is not kind:
        raise PackError(place, f"expected {kind.__name__}, found {_named(value)}")
    return value


def _named(value: Any) -> str:
    return f"{type(value).__name__} {value!r}"
