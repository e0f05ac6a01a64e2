"""A report document as a tagged PDF (PDF/UA-1). Slow: workers only."""

from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import HTML

from reporting.annual.document import ReportDocument
from reporting.annual.html import chapters_of, html_language
from reporting.pdf import PackagedOnly

TEMPLATE = "reporting/pdf/annual.html"
VARIANT = "pdf/ua-1"


@dataclass(frozen=True)
class Drawn:
    """A file and how many pages it has."""

    content: bytes
    pages: int | None = None


def draw_report(
    document: ReportDocument,
    said: str,
    tell: Callable = lambda per_cent: None,
    *,
    wide: bool = False,
) -> Drawn:
    """Title page, contents with page numbers, sections. `said` names the edition;
    `tell` hears how far it is, in per cent."""
    with translation.override(document.language):
        html = render_to_string(TEMPLATE, _context(document, said, wide))
    tell(15)
    page = HTML(string=html, base_url="asset:", url_fetcher=PackagedOnly())
    laid_out = page.render(pdf_variant=VARIANT)
    tell(75)
    return Drawn(laid_out.write_pdf(pdf_variant=VARIANT), len(laid_out.pages))


def _context(document, said, wide) -> dict:
    return {
        "report": document,
        "chapters": chapters_of(document),
        "language": html_language(document),
        "said": said,
        "wide": wide,
    }
