"""Draws tagged PDFs (PDF/UA-1) from our own templates. Slow: workers only.

Nothing is fetched but what is packaged beside the templates: no file, no address on
the network, whatever a typed text or a broken template asks for.
"""

import re

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, to_locale
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

SHEET = "asset:paper.css"
SHAPE = re.compile(
    r"asset:shape-(circle|diamond|ring|square|star|triangle)-(dark|light)\.svg"
)
FILLS = {"dark": "#0b0c0c", "light": "#ffffff"}


class PackagedOnly(URLFetcher):
    """Serves the style sheet and the shapes of ratings, and refuses all else."""

    def fetch(self, url, headers=None):
        if url == SHEET:
            return _response(url, "paper.css", "text/css")
        if match := SHAPE.fullmatch(url):
            context = {"shape": match[1], "fill": FILLS[match[2]]}
            return _response(url, "shape.svg", "image/svg+xml", context)
        raise ValueError("Only packaged files go into a PDF")


def _response(url, name, content_type, context=None):
    body = render_to_string(f"reporting/pdf/{name}", context or {})
    return URLFetcherResponse(url, body.encode(), {"Content-Type": content_type})


def draw(template: str, document, context: dict) -> bytes:
    """A tagged PDF with title, language, board, version and date on every page."""
    context = {"document": document, "language": document_language()} | context
    context["built"] = built_words(document)
    html = render_to_string(template, context)
    page = HTML(string=html, base_url="asset:", url_fetcher=PackagedOnly())
    return page.write_pdf(pdf_variant="pdf/ua-1")


def document_language() -> str:
    """The language of the words, as PDF and Word name it."""
    language, _, place = to_locale(get_language()).partition("_")
    return f"{language}-{place.upper()}" if place else language


def built_words(document) -> dict[str, str]:
    """When, for whom and which version: what every page carries."""
    now = timezone.localtime()
    return {
        "on": date_format(now, "j F Y, H:i"),
        "version": document.version,
        "whom": str(document.asked_by),
    }
