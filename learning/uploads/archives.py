"""Zip containers judged from their directory, before any of it is unpacked.

Limits: IN-2 of the security targets (200 MB unpacked, ratio 100, 2,000 members).
"""

import struct
import zipfile
from collections import Counter

from django.utils.translation import gettext as _

from learning.uploads.refusals import Refused

MAX_UNPACKED = 200 * 1024 * 1024  # bytes
MAX_RATIO = 100
MAX_MEMBERS = 2000
# Sheets of empty formatted rows pack a hundredfold too; up to here they do no harm.
RATIO_MATTERS_FROM = 20 * 1024 * 1024  # bytes
LOCAL_HEADER = struct.Struct("<4s5H3L2H")
ENCRYPTED, SIZES_FOLLOW = 0x1, 0x8
PLAIN_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def open_archive(file) -> zipfile.ZipFile:
    """The container, once its directory is believable. Raises Refused."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as problem:
        raise damaged() from problem
    members = archive.infolist()
    _check_counts(members)
    _check_names(members)
    _check_sizes(members)
    _check_places(file, members, archive.start_dir)
    return archive


def damaged() -> Refused:
    return Refused(
        _(
            "The file is damaged: it does not open as its kind should. Open it on "
            "your computer, save it again and send the new copy."
        ),
        code="damaged",
    )


def _bomb() -> Refused:
    return Refused(
        _(
            "The file unpacks to far more than its size. Save it again without "
            "pictures or empty formatted rows and send the new copy."
        ),
        code="bomb",
    )


def _check_counts(members):
    if not members:
        raise damaged()
    if len(members) > MAX_MEMBERS:
        raise _bomb()


def _check_names(members):
    """Each part once, with a plain path below the container."""
    names = Counter(member.filename.lower() for member in members)
    if max(names.values()) > 1:
        raise damaged()
    for name in names:
        parts = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ".." in parts or "\0" in name:
            raise damaged()


def _check_sizes(members):
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise Refused(
            _("The file is protected with a password. Remove it and send it again."),
            code="encrypted",
        )
    if any(member.compress_type not in PLAIN_METHODS for member in members):
        raise damaged()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > MAX_UNPACKED or _swells(unpacked, packed):
        raise _bomb()
    if any(_swells(member.file_size, member.compress_size) for member in members):
        raise _bomb()


def _swells(unpacked, packed) -> bool:
    return unpacked > RATIO_MATTERS_FROM and unpacked > MAX_RATIO * max(packed, 1)


def _check_places(file, members, directory_at):
    """Parts lie one after another and say of themselves what the directory says."""
    end = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end:
            raise _bomb()  # overlapping parts unpack the same bytes many times
        end = _end_of(file, member)
    if end > directory_at:
        raise _bomb()


def _end_of(file, member) -> int:
    file.seek(member.header_offset)
    raw = file.read(LOCAL_HEADER.size)
    if len(raw) < LOCAL_HEADER.size or raw[:4] != b"PK\x03\x04":
        raise damaged()
    header = LOCAL_HEADER.unpack(raw)
    flags, packed, unpacked, name, extra = header[2], *header[7:11]
    told = member.compress_size, member.file_size
    if not flags & SIZES_FOLLOW and (packed, unpacked) != told:
        if 0xFFFFFFFF not in (packed, unpacked):  # sizes of a 64-bit part lie elsewhere
            raise damaged()
    if flags & ENCRYPTED:
        raise damaged()
    start = member.header_offset + LOCAL_HEADER.size + name + extra
    return start + member.compress_size
