"""Kinds of file the portal takes (IN-1 of the security targets)."""

from dataclasses import dataclass

OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Kind:
    """One kind: its endings, what it is called, and how a browser is told of it."""

    endings: tuple[str, ...]
    name: str
    content_type: str

    @property
    def label(self) -> str:
        return self.endings[0].upper()


PDF = Kind(("pdf",), "PDF", "application/pdf")
DOCX = Kind(("docx",), "Word", OFFICE + "wordprocessingml.document")
XLSX = Kind(("xlsx",), "Excel", OFFICE + "spreadsheetml.sheet")
PPTX = Kind(("pptx",), "PowerPoint", OFFICE + "presentationml.presentation")
CSV = Kind(("csv",), "CSV", "text/csv")
PNG = Kind(("png",), "PNG", "image/png")
JPG = Kind(("jpg", "jpeg"), "JPEG", "image/jpeg")

EVIDENCE = (PDF, DOCX, XLSX, PPTX, CSV, PNG, JPG)


def endings(kinds) -> list[str]:
    """Every file ending of some kinds, for a file button."""
    return [ending for kind in kinds for ending in kind.endings]
