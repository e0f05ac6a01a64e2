"""One question: may this file be kept, and as what kind?"""

import hashlib
from dataclasses import dataclass

import puremagic
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from learning.uploads import images, office, pdfs, texts
from learning.uploads.kinds import (
    CSV,
    DOCX,
    EVIDENCE,
    JPG,
    PDF,
    PNG,
    PPTX,
    XLSX,
    Kind,
    endings,
)
from learning.uploads.names import ending_of, plain_name
from learning.uploads.refusals import Refused

CHECKS = {
    PDF: pdfs.check,
    DOCX: office.check,
    XLSX: office.check,
    PPTX: office.check,
    CSV: texts.check,
    PNG: images.check,
    JPG: images.check,
}
STARTS = {
    PDF: (b"%PDF-",),
    PNG: (b"\x89PNG\r\n\x1a\n",),
    JPG: (b"\xff\xd8\xff",),
    DOCX: (b"PK\x03\x04",),
    XLSX: (b"PK\x03\x04",),
    PPTX: (b"PK\x03\x04",),
}


@dataclass(frozen=True)
class Judged:
    """A file that may be kept."""

    name: str
    kind: Kind
    size: int  # bytes
    sha256: str


def judge(file, *, kinds=EVIDENCE, formulas=False) -> Judged:
    """What the file is, if it is one of `kinds` and harmless. Raises Refused.

    With `formulas` a CSV may hold them: for files we read and people never open.

    Nothing is unpacked before the container's directory is believed. The file is left
    at its start.
    """
    name = plain_name(file.name)
    kind = _promised(name, kinds)
    _check_size(file.size)
    file.seek(0)
    head = file.read(4096)
    _check_start(head, kind)
    CHECKS[kind](file, kind)
    if kind is CSV and not formulas:
        texts.check_formulas(file)
    digest, size = _digest(file)
    _check_size(size)
    return Judged(name, kind, size, digest)


def _promised(name, kinds) -> Kind:
    """The kind its name promises."""
    ending = ending_of(name)
    for kind in kinds:
        if ending in kind.endings:
            return kind
    words = {"ending": f".{ending}", "kinds": ", ".join(endings(kinds))}
    if ending in office.WITH_MACROS:
        raise Refused(
            _(
                "Files that may hold macros (%(ending)s) are not taken. Save it "
                "without macros, as one of: %(kinds)s."
            )
            % words,
            code="macros",
        )
    if not ending:
        said = _("The file's name has no ending. Files taken end in: %(kinds)s.")
    else:
        said = _(
            "Files ending in %(ending)s are not taken. Save it as one of: %(kinds)s."
        )
    raise Refused(said % words, code="kind")


def _check_size(size):
    if not size:
        raise Refused(
            _("The file is empty. Check it on your computer and choose it again."),
            code="empty",
        )
    if size > settings.UPLOAD_MAX_BYTES:
        words = {"size": filesizeformat(settings.UPLOAD_MAX_BYTES)}
        raise Refused(
            _(
                "The file is larger than %(size)s. Send a smaller copy, or give a "
                "link to where it is kept."
            )
            % words,
            code="too_large",
        )


def _check_start(head, kind):
    """Does the file begin as its kind does?"""
    starts = STARTS.get(kind)
    if starts is None or head.startswith(starts):
        return
    if head.startswith(office.OLD_OFFICE) and kind in (DOCX, XLSX, PPTX):
        return  # its check says whether a password or an old version is the matter
    words = {"ending": kind.endings[0], "seems": _seems(head)}
    raise Refused(
        _(
            "The file's name ends in .%(ending)s but it holds something else"
            "%(seems)s. Open it on your computer, save it as .%(ending)s and send "
            "the new copy."
        )
        % words,
        code="mismatch",
    )


def _seems(head) -> str:
    """What it looks like instead, when that is known."""
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    ending = found[0].extension.lstrip(".") if found else ""
    return _(" (it looks like .%(ending)s)") % {"ending": ending} if ending else ""


def _digest(file) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    for part in iter(lambda: file.read(1 << 20), b""):
        digest.update(part)
        size += len(part)
    file.seek(0)
    return digest.hexdigest(), size
