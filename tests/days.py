"""Days as people type them in the portal's three boxes."""


def boxes(name: str, day) -> dict[str, str]:
    """A date, its ISO text or its boxes for one field; other words as the day."""
    if isinstance(day, list | tuple):
        return dict(zip(_names(name), [part or "" for part in day], strict=True))
    parts = str(day).split("-")
    if len(parts) != 3:
        return {f"{name}_day": str(day)}
    return dict(zip(_names(name), reversed(parts), strict=True))


def _names(name):
    return [f"{name}_{part}" for part in ("day", "month", "year")]


def typed(data: dict, *names) -> dict:
    """Posted data with the days of these fields put into their boxes."""
    days = {key: value for name in names for key, value in _one(data, name).items()}
    return {key: value for key, value in data.items() if key not in names} | days


def _one(data, name):
    return boxes(name, data[name]) if name in data else {}
