"""A random sample anybody can draw again: lines of a list in an order a seed gives."""

import hashlib
import re
from collections.abc import Iterable

LONGEST_LINE = 6  # digits: a number of a record in a case system is longer
MOST_LINES = 20_000


def place_of(seed: str, line: int) -> str:
    """Where the seed puts a line: the SHA-256 of "seed:line", in hexadecimal."""
    return hashlib.sha256(f"{seed}:{line}".encode()).hexdigest()


def drawn(seed: str, lines: Iterable[int], excluded: set[int], size: int) -> list[int]:
    """The first `size` lines in the order of the seed, without those left out.

    A line left out afterwards is replaced by the next; the others stay.
    """
    left = [line for line in lines if line not in excluded]
    return sorted(left, key=lambda line: place_of(seed, line))[:size]


def read_lines(text: str) -> list[int]:
    """Line numbers from pasted text, each once, in order. Raises ValueError with the
    first piece that is none."""
    found = []
    for piece in re.split(r"[\s,;]+", text.strip()):
        if not piece:
            continue
        if not (piece.isascii() and piece.isdecimal()) or len(piece) > LONGEST_LINE:
            raise ValueError(piece[:30])
        found.append(int(piece))
    return sorted(set(found))
