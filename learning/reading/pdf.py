"""Reads a PDF as a viewer would: does it open, without a password, quietly?"""

from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages

import pypdf
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

# It loads parts of itself only when first needed; the child may open nothing by then.
for part in walk_packages(pypdf.__path__, "pypdf."):
    with suppress(ImportError):  # one of two libraries for passwords is enough
        import_module(part.name)

ACTIVE = {"/JavaScript", "/Launch", "/GoToE", "/ImportData", "/RichMediaExecute"}


def main(file) -> dict:
    """What is the matter with the file: a code, or nothing."""
    try:
        return {"refused": _problem(PdfReader(file, strict=False))}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return {"refused": "damaged"}
    except (OSError, MemoryError, RecursionError, AssertionError):
        return {"refused": "damaged"}


def _problem(reader) -> str:
    if reader.is_encrypted:
        return "encrypted"
    root = reader.root_object
    if not len(reader.pages):
        return "damaged"
    names = _inside(root, "/Names")
    if "/EmbeddedFiles" in names:
        return "enclosed"
    opening = _inside(root, "/OpenAction")
    if "/JavaScript" in names or opening.get("/S") in ACTIVE:
        return "active"
    return "active" if "/XFA" in _inside(root, "/AcroForm") else ""


def _inside(holder, name) -> dict:
    """A dictionary within another; an empty one where there is none."""
    found = holder.get(name)
    found = found.get_object() if found is not None else None
    return found if isinstance(found, DictionaryObject) else {}
