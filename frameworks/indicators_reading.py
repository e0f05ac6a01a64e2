"""Reads indicators.toml, and says what does not fit in it."""

from dataclasses import fields
from typing import get_args, get_type_hints

from frameworks.build import PackError, Place, build, refuse_unknown
from frameworks.faults import Found, Places, repeats, strangers
from frameworks.folder import Folder, listed
from frameworks.indicators import IndicatorsFacts, OwnPlace
from frameworks.pack import Pack

FILE = "indicators.toml"
LISTS = tuple(field.name for field in fields(IndicatorsFacts))


def read_indicators(folder: Folder) -> tuple[IndicatorsFacts, tuple[Place, ...]]:
    """The board's catalogue; empty for a board without the file."""
    if not (folder.path / FILE).is_file():
        return IndicatorsFacts(), (folder.place(FILE),)
    table, place = folder.table(FILE)
    refuse_unknown(table, set(LISTS), place)
    kinds = {
        name: get_args(kind)[0]
        for name, kind in get_type_hints(IndicatorsFacts).items()
    }
    parts = {
        name: tuple(
            build(kinds[name], row, at) for at, row in listed(table, name, place)
        )
        for name in LISTS
    }
    return IndicatorsFacts(**parts), (place,)


def indicators_fit(pack: Pack, places: Places) -> Found:
    """Keys are there once; parts, owners, groups and places are there at all."""
    said, at = pack.indicators, places["indicators"][0]
    for name in ("areas", "indicators", "places", "comparators"):
        keys = [one.key for one in getattr(said, name)]
        yield from repeats(keys, [at.key(name).item(i) for i in range(len(keys))])
    yield from _measures_fit(pack, at)
    known = {place.key for place in said.places}
    for one in said.comparators:
        yield from strangers(one.places, known, at.key("comparators"), "place")
    for one in said.successions:
        pair = (one.before, one.after)
        yield from strangers(pair, known, at.key("successions"), "place")
    whole = [one for one in said.places if one.own == OwnPlace.WHOLE]
    if said.indicators and len(whole) != 1:
        yield PackError(at.key("places"), "one place has own = 'whole'")


def _measures_fit(pack: Pack, at: Place) -> Found:
    areas = {area.key for area in pack.indicators.areas}
    agencies = {agency.key for agency in pack.agencies}
    groups = {group.key for group in pack.groups}
    for index, one in enumerate(pack.indicators.indicators):
        here = at.key("indicators").item(index)
        yield from strangers((one.area,), areas, here.key("area"), "part")
        owner = (one.owner,) if one.owner else ()
        yield from strangers(owner, agencies, here.key("owner"), "agency")
        yield from strangers(one.groups, groups, here.key("groups"), "group")
        if not 0 <= one.decimals <= 6:
            yield PackError(here.key("decimals"), "not between 0 and 6")
        if one.tolerance is not None and one.target is None:
            yield PackError(here.key("tolerance"), "there is no target")
