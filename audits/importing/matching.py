"""Comparing words people typed in different places."""

import re
from difflib import SequenceMatcher

BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
NO_WORD = re.compile(r"[^\w]+")


def plain(text: str) -> str:
    """Lower case, no punctuation, no brackets, single spaces."""
    return " ".join(NO_WORD.sub(" ", BRACKETS.sub(" ", text).casefold()).split())


def closeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1."""
    first, second = plain(one), plain(other)
    if not first or not second:
        return 0.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def nearest(text: str, names: dict, *, least: float = 0.55, most: int = 5) -> list:
    """Keys of the names most like the text, best first. `names` is key -> name."""
    scored = [(closeness(text, name), key) for key, name in names.items()]
    found = sorted((row for row in scored if row[0] >= least), key=lambda row: -row[0])
    return [key for _score, key in found[:most]]


def level_names(level) -> list[str]:
    """What a level may be called in a file, the fullest first."""
    return [
        level.word_en,
        str(level),
        level.key,
        level.letter,
        level.word_cy,
        level.colour,
        str(level.value),
    ]
