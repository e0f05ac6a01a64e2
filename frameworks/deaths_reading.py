"""Reads deaths.toml and tells what is wrong in it."""

from frameworks.build import PackError, Place, build
from frameworks.deaths import (
    CategoryFacts,
    DeathsFacts,
    FactorFacts,
    FormFacts,
    PanelFacts,
    PurposeFacts,
)
from frameworks.faults import Found, Places, strangers
from frameworks.folder import Folder

FILE = "deaths.toml"
LISTS = {
    "categories": CategoryFacts,
    "forms": FormFacts,
    "purposes": PurposeFacts,
    "factors": FactorFacts,
    "panels": PanelFacts,
}


def read_deaths(folder: Folder) -> tuple[DeathsFacts, tuple[Place, ...]]:
    """The board's file; nothing where it keeps no such learning."""
    place = folder.place(FILE)
    if not (folder.path / FILE).is_file():
        return DeathsFacts(), (place,)
    parts = {
        key: tuple(
            build(kind, row, at)
            for at, row in folder.rows(FILE, key, set(LISTS), include=True)
        )
        for key, kind in LISTS.items()
    }
    return DeathsFacts(**parts), (place,)


def deaths_fit(pack, places: Places) -> Found:
    """Keys once each, groups that exist, thresholds and limits that make sense."""
    groups = {group.key for group in pack.groups}
    for place in places.get("deaths", ()):
        for name in LISTS:
            keys = [row.key for row in getattr(pack.deaths, name)]
            for key in sorted({key for key in keys if keys.count(key) > 1}):
                yield PackError(place.key(name), f"{key!r} stands there twice")
        at = place.key("panels")
        named = [panel.group for panel in pack.deaths.panels]
        yield from strangers(named, groups, at, "group")
        for panel in pack.deaths.panels:
            if not 0 <= panel.suppress_up_to <= 50:
                yield PackError(at, f"{panel.key!r}: suppress_up_to is not 0 to 50")
            if not 0 <= panel.limit_months <= 60:
                yield PackError(at, f"{panel.key!r}: limit_months is not 0 to 60")
