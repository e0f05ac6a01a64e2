"""CSV read a piece at a time, however large, in the encodings offices use."""

import codecs
import csv
import io

from django.utils.translation import gettext as _

from learning.reading.delimited import BOMS
from learning.uploads import Refused

PIECE = 1 << 20  # bytes
TRIED = ("utf-8", "cp1252")
SAMPLE = 64 * 1024  # characters


class Pieces(io.RawIOBase):
    """A stored file as Python's text reader wants it; knows how far it is."""

    def __init__(self, file):
        self.file, self.at = file, 0

    def readable(self):
        return True

    def readinto(self, room):
        piece = self.file.read(len(room))
        room[: len(piece)] = piece
        self.at += len(piece)
        return len(piece)


def encoding_of(file) -> str:
    """UTF-16 or UTF-8 as its first bytes say, else UTF-8, else Windows. Raises
    Refused for what is no text in any of them."""
    file.seek(0)
    head = file.read(400)
    for mark, name in BOMS.items():
        if head.startswith(mark):
            return name
    if head[1::2].count(0) > 0.4 * len(head):
        return "utf-16-le"
    for name in TRIED:
        if _decodes(file, name):
            return name
    raise Refused(
        _("The file is not plain text. Save it from Excel as “CSV UTF-8”."),
        code="not_text",
    )


def _decodes(file, name) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for piece in iter(lambda: file.read(PIECE), b""):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def separator_of(file, encoding: str) -> str:
    """What keeps the cells of its first lines apart."""
    return _separator(_text(file, encoding).read(SAMPLE))


def _separator(sample) -> str:
    best, most = ",", (0, 0)
    lines = [line for line in sample.splitlines()[:50] if line.strip()]
    for one in ",;\t|":
        counts = [len(row) for row in csv.reader(lines, delimiter=one)]
        usual = max(set(counts), key=counts.count) if counts else 1
        if usual > 1 and (score := (counts.count(usual), usual)) > most:
            best, most = one, score
    return best


def _text(file, encoding) -> io.TextIOWrapper:
    file.seek(0)
    return io.TextIOWrapper(Pieces(file), encoding=encoding, newline="")


def rows_of_text(file, encoding: str, separator: str, tell=lambda at: None):
    """Row by row, never the whole. Raises Refused where quotes never close."""
    text = _text(file, encoding)
    try:
        for number, row in enumerate(csv.reader(text, delimiter=separator), start=1):
            if number % 5000 == 0:
                tell(text.buffer.at)
            yield number, row
    except csv.Error as problem:
        raise Refused(
            _(
                "The file has a cell that never ends: a quotation mark is missing. "
                "Save it again from Excel and send the new copy."
            ),
            code="quotes",
        ) from problem
