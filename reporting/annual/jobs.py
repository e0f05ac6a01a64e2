"""Builds the files of an edition. What draws is loaded only by the worker."""

from importlib import import_module

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from learning.outbox import progress, register
from reporting.annual.html import as_page
from reporting.choices import EditionFormat
from reporting.services.annual_editions import JOB, edition_document, keep_edition_file


@register(JOB)
def build_edition_file(job):
    """One format in one language, from the words the edition keeps."""
    file = job.annual_file
    document = edition_document(file.edition, file.language)
    progress(job, 5)
    content, pages = _drawn(job, file, document)
    progress(job, 95)
    return lambda: keep_edition_file(file=file, content=content, pages=pages)


def _drawn(job, file, document) -> tuple[bytes, int | None]:
    said = edition_words(file.edition, file.language)
    if file.format == EditionFormat.PDF:
        pdf = import_module("reporting.annual.pdf")
        drawn = pdf.draw_report(document, said, lambda n: progress(job, n))
        return drawn.content, drawn.pages
    if file.format == EditionFormat.WORD:
        word = import_module("reporting.annual.word")
        return word.write_report(document, said), None
    return as_page(document), None


def edition_words(edition, language: str) -> str:
    """Which edition of which day, for the foot of every page."""
    day = timezone.localtime(edition.at)
    with translation.override(language):
        words = {"number": edition.number, "day": date_format(day, "j F Y")}
        return _("Edition %(number)s, %(day)s") % words
