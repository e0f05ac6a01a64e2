"""Word, Excel and PowerPoint files: of the kind they say, and quiet."""

import io
import re
from zipfile import BadZipFile
from zlib import error as ZlibError

from django.utils.translation import gettext as _

from learning.uploads import markup
from learning.uploads.archives import damaged, open_archive
from learning.uploads.kinds import DOCX, OFFICE, PPTX, XLSX
from learning.uploads.refusals import Refused

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WITH_MACROS = {"docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppsm"}
MAIN = {
    OFFICE + "wordprocessingml.document.main+xml": DOCX,
    OFFICE + "spreadsheetml.sheet.main+xml": XLSX,
    OFFICE + "presentationml.presentation.main+xml": PPTX,
}
MACROS = re.compile(r"macro|vba", re.IGNORECASE)
PROGRAMS = re.compile(r"oleobject|activex|/control$|afchunk", re.IGNORECASE)
ENCLOSED = re.compile(r"(^|/)(embeddings/.*(?<!\.xlsx)|oleobject[^/]*\.bin)$")
PACKED = (b"PK\x03\x04", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ")
CALM = {"http", "https", "mailto", "tel", "sip", "file", "ftp", "ftps", "onenote"}
SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):", re.IGNORECASE)  # not a drive's letter
# A drive, a file name alone, or a share of the office's own network: where Word keeps
# templates. A full host name could be anybody's.
OWN_TEMPLATE = re.compile(r"(file:/{0,3})?([a-z]:|[\\/]{2}[\w-]+[\\/]|[^\\/:]+$)", re.I)
DDE = re.compile(r"\bDDE(AUTO)?\b", re.IGNORECASE)
LISTS = 5 * 1024 * 1024  # bytes of one list of links or contents
TEXTS = 60 * 1024 * 1024  # bytes of one part of text


def check(file, kind, *, inside=False) -> None:
    """Raises Refused. The directory is judged first; then parts are read one by one."""
    file.seek(0)
    if file.read(8) == OLD_OFFICE:
        raise _old_office(file)
    archive = open_archive(file)
    try:
        _check_contents(archive, kind)
        for member in archive.infolist():
            _check_part(archive, member, kind, inside)
    except (BadZipFile, ZlibError, OSError, EOFError, markup.Broken) as problem:
        raise damaged() from problem
    except markup.Declared as problem:
        message = _(
            "The file is built in a way that harms programs that read it. Copy its "
            "content into a new file and send that."
        )
        raise Refused(message, code="declared") from problem


def _old_office(file) -> Refused:
    """A compound file: either locked with a password, or of an old kind."""
    file.seek(0)
    raw = file.read()
    if "EncryptedPackage".encode("utf-16-le") in raw:
        message = _("The file is protected with a password. Remove it and send again.")
        return Refused(message, code="encrypted")
    if "_VBA_PROJECT".encode("utf-16-le") in raw:
        return _macros()
    message = _(
        "The file is in an old Office format. Save it as .docx, .xlsx or .pptx, or "
        "as a PDF, and send that."
    )
    return Refused(message, code="mismatch")


def _macros() -> Refused:
    message = _("The file holds macros. Save it without macros and send the new copy.")
    return Refused(message, code="macros")


def _programs() -> Refused:
    message = _(
        "The file holds something a program could run (an embedded object, control or "
        "field that fetches data). Save it as a PDF and send that."
    )
    return Refused(message, code="active")


def _linked() -> Refused:
    message = _(
        "The file fetches parts of itself from elsewhere: linked workbooks, pictures "
        "or a template. Break the links, or save it as a PDF, and send the new copy."
    )
    return Refused(message, code="linked")


def _enclosed() -> Refused:
    message = _(
        "The file has other files inside it. Send those by themselves, and this one "
        "without them."
    )
    return Refused(message, code="enclosed")


def _check_contents(archive, kind):
    """The list of contents names one main part, of the kind the name promised."""
    try:
        member = archive.getinfo("[Content_Types].xml")
    except KeyError as problem:
        raise _other(kind, None) from problem
    raw = _whole(archive, member)
    types = [said.get("ContentType", "") for _tag, said in markup.elements(raw)]
    if any(MACROS.search(one) for one in types):
        raise _macros()
    if any(PROGRAMS.search(one) for one in types):
        raise _programs()
    held = next((MAIN[one] for one in types if one in MAIN), None)
    if held != kind:
        raise _other(kind, held)


def _other(kind, held) -> Refused:
    words = {"ending": kind.endings[0], "name": kind.name}
    if held:
        words["held"] = held.name
        said = _(
            "The file's name ends in .%(ending)s but it holds a document of %(held)s. "
            "Save it under its right name and send it again."
        )
    else:
        said = _(
            "The file's name ends in .%(ending)s but it is not a document of %(name)s. "
            "Open it, save it as .%(ending)s and send the new copy."
        )
    return Refused(said % words, code="mismatch")


def _whole(archive, member) -> bytes:
    if member.file_size > LISTS:
        raise damaged()
    return archive.read(member)


def _check_part(archive, member, kind, inside):
    name = member.filename.lower()
    if ENCLOSED.search(name):
        raise _enclosed()
    if MACROS.search(name.rpartition("/")[2]):
        raise _macros()
    if PROGRAMS.search(name):
        raise _programs()
    if name.endswith(".rels"):
        _check_links(_whole(archive, member))
        return
    with archive.open(member) as part:
        head = part.read(512)
    if head.startswith(PACKED):
        _check_inner(archive, member, name, inside)
    elif markup.looks_so(head):
        _check_markup(archive, member, kind)


def _check_inner(archive, member, name, inside):
    """The workbook behind a chart is one more package; anything deeper is refused."""
    if inside or not name.endswith(".xlsx"):
        raise _enclosed()
    check(io.BytesIO(archive.read(member)), XLSX, inside=True)


def _check_markup(archive, member, kind):
    if member.file_size > TEXTS:
        raise damaged()
    if member.filename.lower() == "xl/xmlmaps.xml":
        _check_maps(_whole(archive, member))
    with archive.open(member) as part:
        if kind is DOCX:
            if DDE.search(markup.field_codes(part)):
                raise _programs()
        else:
            markup.check_start(part)


def _check_maps(raw):
    """Maps of data into a workbook may name a schema somewhere else."""
    for _tag, said in markup.elements(raw):
        if "://" in said.get("schemaLocation", ""):
            raise _linked()


def _check_links(raw):
    for tag, said in markup.elements(raw):
        if tag == "Relationship":
            link = said.get("Type", "").rpartition("/")[2].lower()
            outside = said.get("TargetMode", "").lower() == "external"
            _check_link(link, said.get("Target", ""), outside)


def _check_link(kind, target, outside):
    if MACROS.search(kind):
        raise _macros()
    if PROGRAMS.search("/" + kind):
        raise _programs()
    if not outside:
        return
    scheme = SCHEME.match(target)
    if kind == "hyperlink":
        if scheme and scheme[1].lower() not in CALM:
            raise _programs()
    elif kind != "attachedtemplate" or not OWN_TEMPLATE.match(target):
        raise _linked()
