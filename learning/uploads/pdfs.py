"""PDF files that only show pages: no password, scripts, programs or enclosed files."""

import re
import zlib

from django.utils.translation import gettext as _

from learning import confined
from learning.uploads.refusals import Refused

SPACE = rb"(?:[\x00\t\n\x0c\r ]|%[^\r\n]*[\r\n])*"
END = rb"(?=[\x00\t\n\x0c\r ()<>\[\]{}/%]|$)"
REFERENCE = rb"(?:<<|\d+\s+\d+\s+R|\[)"
ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
PACKED = re.compile(rb"/ObjStm" + END)
STREAM = re.compile(rb"stream\r?\n")
MAX_UNPACKED = 50 * 1024 * 1024  # bytes of objects packed into streams
ENCRYPTED = re.compile(rb"/Encrypt" + SPACE + REFERENCE)
ACTIVE = re.compile(rb"/(?:JavaScript|Launch|RichMedia|GoToE|ImportData)" + END)
ENCLOSED = re.compile(rb"/EmbeddedFiles?" + END)
ENCLOSES = re.compile(rb"/EF" + SPACE + rb"<<")
DYNAMIC = re.compile(rb"/XFA" + SPACE + rb"(?:\[|\d+\s+\d+\s+R)")
# What stands before a name used as a name, not as part of an address or a word.
BEFORE = re.compile(rb"(?:/(?:S|Type|Subtype)" + SPACE + rb"|[^\w.:~%/()-])\Z")
NEAR = 200  # bytes in which a key may stand before its name


def check(file, kind) -> None:
    """Raises Refused. Names are read as a viewer reads them, packed objects too."""
    file.seek(0)
    raw = file.read()
    if b"%%EOF" not in raw[-2048:] and b"startxref" not in raw[-4096:]:
        raise _refusal("damaged")
    _check_names(ESCAPED.sub(_unescaped, raw))
    for objects in _packed_objects(raw):
        _check_names(ESCAPED.sub(_unescaped, objects))
    _read_as_a_viewer(file)


def _unescaped(found) -> bytes:
    return bytes([int(found[1], 16)])


def _check_names(text):
    if ENCRYPTED.search(text):
        raise _refusal("encrypted")
    if _used(ACTIVE, text) or DYNAMIC.search(text):
        raise _refusal("active")
    if _used(ENCLOSED, text) or ENCLOSES.search(text):
        raise _refusal("enclosed")


def _used(name, text) -> bool:
    """Whether a name stands where a viewer would act on it."""
    return any(
        BEFORE.search(text[max(0, found.start() - NEAR) : found.start()])
        for found in name.finditer(text)
    )


def _read_as_a_viewer(file):
    """A parser's word on what the bytes alone did not show."""
    try:
        told = confined.run("learning.reading.pdf", file, seconds=10)
    except confined.Overrun as problem:
        raise _refusal("damaged") from problem
    if told["refused"]:
        raise _refusal(told["refused"])


def _packed_objects(raw):
    """What object streams hold. Raises Refused where that cannot be read."""
    left = MAX_UNPACKED
    for found in PACKED.finditer(raw):
        start = STREAM.search(raw, found.end(), found.end() + 4096)
        if start is None:
            continue
        end = raw.find(b"endstream", start.end())
        packed = raw[start.end() : end if end > 0 else len(raw)]
        try:
            objects = zlib.decompressobj().decompress(packed, left)
        except zlib.error:
            objects = packed  # not packed at all
        left -= len(objects)
        if left <= 0:
            raise _refusal("damaged")
        yield objects


def _refusal(code) -> Refused:
    said = {
        "encrypted": _(
            "The PDF is protected with a password. Remove it and send it again."
        ),
        "active": _(
            "The PDF holds a script, or starts a program or video. Print it to a new "
            "PDF and send that."
        ),
        "enclosed": _(
            "The PDF has other files attached inside it. Send those files by "
            "themselves, and print this one to a new PDF."
        ),
        "damaged": _(
            "The PDF is damaged or cut short. Print it to a new PDF and send that."
        ),
    }
    return Refused(said[code], code=code)
