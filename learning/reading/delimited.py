"""Reads text with separators (CSV) in the encodings offices really use."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from learning.uploads.refusals import Refused

SEPARATORS = ",;\t|"
HARMLESS = "\t\n\v\f\r\x1a"  # the last ends files of old programs
BOMS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}


@dataclass(frozen=True)
class Delimited:
    """Decoded text and how its cells are kept apart."""

    text: str
    encoding: str
    delimiter: str

    def rows(self):
        """Rows of cells, spaces kept. Raises Refused where quotes never close."""
        lines = io.StringIO(self.text, newline="")
        try:
            yield from csv.reader(lines, delimiter=self.delimiter)
        except csv.Error as problem:
            raise Refused(
                _(
                    "The file has a cell that never ends: a quotation mark is missing. "
                    "Save it again from Excel and send the new copy."
                ),
                code="quotes",
            ) from problem


def read(file) -> Delimited:
    """Decode a text file and find its separator. Raises Refused."""
    file.seek(0)
    text, encoding = decode(file.read())
    return Delimited(text, encoding, _separator(text))


def decode(raw: bytes) -> tuple[str, str]:
    """Text and its encoding: what its first bytes say, else UTF-8, else Windows."""
    named = next((name for mark, name in BOMS.items() if raw.startswith(mark)), None)
    for encoding in [named] if named else [*_without_mark(raw), "utf-8", "cp1252"]:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _printable(text), encoding
    raise _not_text()


def _without_mark(raw):
    """UTF-16 without its mark shows as a zero in every second byte."""
    sample = raw[:400]
    half = len(sample) // 2
    if half > 1 and sample[1::2].count(0) > 0.8 * half:
        yield "utf-16-le"
    elif half > 1 and sample[::2].count(0) > 0.8 * half:
        yield "utf-16-be"


def _printable(text: str) -> str:
    if any(ord(letter) < 32 and letter not in HARMLESS for letter in set(text)):
        raise _not_text()
    return text


def _not_text() -> Refused:
    return Refused(
        _(
            "The file is not plain text: it holds characters no text has. Save it from "
            "Excel as “CSV UTF-8” and send the new copy."
        ),
        code="not_text",
    )


def _separator(text: str) -> str:
    """The separator that cuts the first lines most evenly; a comma if none does."""
    lines = [line for line in text[:20_000].splitlines()[:50] if line.strip()]
    best, most = ",", (0, 0)
    for separator in SEPARATORS:
        counts = [len(row) for row in csv.reader(lines, delimiter=separator)]
        usual = max(set(counts), key=counts.count) if counts else 1
        if usual > 1 and (score := (counts.count(usual), usual)) > most:
            best, most = separator, score
    return best
