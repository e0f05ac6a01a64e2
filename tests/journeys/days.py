"""Days as people type them in a page's three boxes."""


def type_day(page, name, day):
    """Fill the boxes of one date."""
    for part in ("day", "month", "year"):
        page.fill(f"input[name={name}_{part}]", str(getattr(day, part)))
