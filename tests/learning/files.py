"""Files made for tests: plain ones of every kind, and hostile ones."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as Word
from openpyxl import Workbook
from PIL import Image

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def upload(name, content):
    """A file as it comes with a form."""
    if isinstance(content, str):
        content = content.encode()
    file = SimpleUploadedFile("upload", content)
    file._name = name  # as an attacker's own client could name it
    return file


def docx(text="Policy") -> bytes:
    out, word = io.BytesIO(), Word()
    word.add_paragraph(text)
    word.save(out)
    return out.getvalue()


def xlsx(rows=(("Standard", "Rating"), ("1.1", "G")), change=None) -> bytes:
    out, book = io.BytesIO(), Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    book.save(out)
    return out.getvalue()


def pptx() -> bytes:
    """The least that calls itself a presentation."""
    main = "presentationml.presentation.main+xml"
    return packed(
        {
            "[Content_Types].xml": contents(main, "/ppt/presentation.xml"),
            "ppt/presentation.xml": "<presentation/>",
        }
    )


def contents(main, part, more="") -> str:
    kind = f"application/vnd.openxmlformats-officedocument.{main}"
    name = "http://schemas.openxmlformats.org/package/2006/content-types"
    return (
        f'<Types xmlns="{name}"><Override PartName="{part}" ContentType="{kind}"/>'
        f"{more}</Types>"
    )


def packed(parts, method=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def with_parts(original, parts, without=()) -> bytes:
    """A package with parts put in or replaced."""
    kept = {}
    with zipfile.ZipFile(io.BytesIO(original)) as archive:
        for name in archive.namelist():
            kept[name] = archive.read(name)
    return packed({k: v for k, v in (kept | parts).items() if k not in without})


def with_link(original, part, kind, target, mode="External") -> bytes:
    """A package one of whose parts points somewhere."""
    text = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="rId1" Type="{OFFICE}{kind}" '
        f'Target="{target}" TargetMode="{mode}"/></Relationships>'
    )
    return with_parts(original, {part: text})


def pdf(objects=b"", trailer=b"", packed_objects=b"") -> bytes:
    """A page of nothing, and whatever a test puts beside it."""
    body = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    body += b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
    body += b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n"
    body += objects
    if packed_objects:
        data = zlib.compress(packed_objects)
        body += b"9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode "
        body += b"/Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(data), data)
    body += b"trailer\n<< /Root 1 0 R /Size 10 %s >>\nstartxref\n0\n%%%%EOF\n" % trailer
    return body


def picture(kind="PNG", size=(4, 4)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size).save(out, kind)
    return out.getvalue()


def png_claiming(width, height) -> bytes:
    """A small file whose header promises a huge picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"0" * 99)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(name, data) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + check


def overlapping() -> bytes:
    """Many names for the same packed bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"0" * 100_000)
        first = archive.infolist()[0]
        for number in range(50):
            again = zipfile.ZipInfo(f"part{number}")
            for name in ("header_offset", "compress_size", "file_size", "CRC"):
                setattr(again, name, getattr(first, name))
            again.compress_type = first.compress_type
            archive.filelist.append(again)
            archive.NameToInfo[again.filename] = again
    return out.getvalue()


def lying_about_size() -> bytes:
    """A workbook whose directory says less than its parts hold."""
    raw = bytearray(packed({"[Content_Types].xml": "x" * 5000}))
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(raw)


def locked_with_password() -> bytes:
    """The marks of an Office file under a password: a compound file of its own."""
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1016 + name + b"\0" * 400
