"""Ways a pack can be wrong, and how each is told with its place."""

from collections import Counter
from collections.abc import Iterable, Iterator

from frameworks.build import PackError, Place
from frameworks.pack import Pack
from frameworks.schema import Words

# For each list of a pack the place of each of its rows, in the same order.
Places = dict[str, tuple[Place, ...]]
Found = Iterator[PackError]


def rows(pack: Pack, places: Places, name: str) -> Iterator[tuple]:
    return zip(getattr(pack, name), places[name], strict=True)


def repeats(keys: Iterable[str], where: Iterable[Place]) -> Found:
    seen: Counter[str] = Counter()
    for key, at in zip(keys, where, strict=True):
        seen[key] += 1
        if seen[key] == 2:
            yield PackError(at.key("key"), f"{key!r} is here a second time")


def strangers(named: tuple[str, ...], known, at: Place, kind: str) -> Found:
    for name in named:
        if name not in known:
            yield PackError(at, f"no {kind} {name!r}")


def as_tuple(value: str | tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()


def untranslated(words: Words, at: Place) -> Found:
    if not words.cy.strip():
        yield PackError(at.key("cy"), f"no Welsh for {words.en!r}")
