"""Draws the heat map. Thousands of cells look like a few: each look is drawn once."""

from django import template
from django.template.loader import get_template

register = template.Library()


@register.simple_tag(takes_context=True)
def heat_map_cell(context, cell):
    """One cell; cells that say the same are drawn once a page."""
    drawn = context.render_context.setdefault("heat_map_cells", {})
    if (look := look_of(cell)) not in drawn:
        page = get_template("audits/_heat_map_cell.html")
        drawn[look] = page.render({"cell": cell})
    return drawn[look]


def look_of(cell) -> tuple:
    """Everything a cell shows."""
    levels = (cell.level, cell.self_level, cell.previous)
    return (cell.state, cell.movement, *(level and level.pk for level in levels))
