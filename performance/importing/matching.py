"""Which place and which indicator the words of a file mean."""

import re

from performance.choices import PlaceKind

BY_CODE = {
    "E92": PlaceKind.NATION, "W92": PlaceKind.NATION, "S92": PlaceKind.NATION,
    "N92": PlaceKind.NATION, "K0": PlaceKind.NATION, "E12": PlaceKind.REGION,
}  # fmt: skip
BY_NAME = {
    "england": PlaceKind.NATION,
    "wales": PlaceKind.NATION,
    "united kingdom": PlaceKind.NATION,
}


def plain(words: str) -> str:
    """Words as they are compared: no capitals, no signs, one "and"."""
    text = words.casefold().replace("&", " and ").replace("’", "'")
    return " ".join(re.sub(r"[^\w()%+<>-]+", " ", text).split())


def plain_code(code: str) -> str:
    """301.0 is 301: a spreadsheet made a number of it."""
    return code.strip().casefold().removesuffix(".0")


class Places:
    """Places of a board by code and by every name they have."""

    def __init__(self, places):
        self.by_code, self.by_name = {}, {}
        for place in places:
            for code in place.codes:
                self.by_code.setdefault(plain_code(code), place.pk)
            for name in (place.name_en, place.name_cy, *place.aliases):
                if name:
                    self.by_name.setdefault(plain(name), place.pk)

    def find(self, name: str, code: str) -> int | None:
        """A code says more than a name, which two places may share in time."""
        found = self.by_code.get(plain_code(code)) if code else None
        return found or (self.by_name.get(plain(name)) if name else None)


class Measures:
    """Indicators by the names files give them."""

    def __init__(self, indicators):
        self.found = {}
        rows = list(indicators)
        for words in (lambda i: i.codes, lambda i: (i.key, i.name_en, i.name_cy)):
            for one in rows:
                for word in words(one):
                    if word:
                        self.found.setdefault(plain(word), one.pk)

    def find(self, name: str) -> int | None:
        return self.found.get(plain(name))


def kind_of(name: str, code: str) -> PlaceKind:
    """What a place is, by the national codes' first letters, else by its name."""
    for start, kind in BY_CODE.items():
        if code.upper().startswith(start):
            return kind
    if re.match(r"[EWSN]\d{8}$", code.upper()):
        return PlaceKind.AUTHORITY
    return BY_NAME.get(plain(name), PlaceKind.OTHER)
