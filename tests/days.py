"""Days as people type them in the portal's three boxes."""


def boxes(name: str, day) -> dict[str, str]:
    """A date or its ISO text in the boxes of one field; other words as the day."""
    parts = str(day).split("-")
    if len(parts) != 3:
        return {f"{name}_day": str(day)}
    names = [f"{name}_{part}" for part in ("year", "month", "day")]
    return dict(zip(names, parts, strict=True))


def typed(data: dict, *names) -> dict:
    """Posted data with the days of these fields put into their boxes."""
    days = {key: value for name in names for key, value in _one(data, name).items()}
    return {key: value for key, value in data.items() if key not in names} | days


def _one(data, name):
    return boxes(name, data[name]) if name in data else {}
