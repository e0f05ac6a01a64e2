"""Statuses in templates."""

from django.template import Library

from actionplans.levels import level_of

register = Library()


@register.filter
def status_level(status):
    """The looks of a status, for components/rating.html."""
    return level_of(status)
