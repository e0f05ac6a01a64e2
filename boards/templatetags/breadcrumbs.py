"""The way back, as a list of texts and where each leads."""

from django import template
from django.shortcuts import resolve_url

register = template.Library()


@register.inclusion_tag("components/breadcrumbs.html")
def crumbs(*texts_and_places):
    """Text and place in turn: an address, a record with a page, or "" for this page."""
    texts, places = texts_and_places[::2], texts_and_places[1::2]
    items = zip(texts, places, strict=True)
    return {"items": [(text, place and resolve_url(place)) for text, place in items]}
