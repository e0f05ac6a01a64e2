"""Words of records on public pages, marked where they are Welsh."""

from django import template
from django.utils.html import format_html, linebreaks
from django.utils.safestring import mark_safe

from boards.public_words import WELSH, Said

register = template.Library()


@register.filter
def said(words):
    """A line of a record; Welsh says that it is Welsh."""
    if isinstance(words, Said) and words.lang == WELSH:
        return format_html('<span lang="cy">{}</span>', words.text)
    return str(words)


@register.filter
def paragraphs(words):
    """A text of a record in paragraphs; Welsh says that it is Welsh."""
    inner = mark_safe(linebreaks(str(words), autoescape=True))  # escaped by it
    if isinstance(words, Said) and words.lang == WELSH:
        return format_html('<div class="govuk-body" lang="cy">{}</div>', inner)
    return format_html('<div class="govuk-body">{}</div>', inner)
