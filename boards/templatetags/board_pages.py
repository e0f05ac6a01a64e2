"""Parts of the board's pages: their tabs, and panels of floors above."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from boards.access import allowed
from boards.one_record import is_closed_to
from boards.panels import BOARD, panels_for
from boards.roles import Permission

register = template.Library()


@register.inclusion_tag("boards/tabs.html", takes_context=True)
def board_tabs(context, here):
    """Pages about the board itself that this person may open."""
    user, board = context["request"].user, context["board"]
    if not user.is_authenticated or board.pk not in user.scope.roles:
        return {"tabs": []}
    known = [
        ("board", _("Overview"), None),
        ("structure", _("Structure"), None),
        ("groups", _("Groups"), None),
        ("seats", _("Seats"), None),
        ("agencies", _("Agencies"), None),
        ("people", _("People"), None),
        ("roles", _("Roles"), None),
        ("bank-holidays", _("Bank holidays"), Permission.MANAGE_BOARD),
        ("access-records", _("Access records"), Permission.READ_ACCESS_RECORDS),
        ("public-pages", _("Public pages"), Permission.MANAGE_BOARD),
    ]
    return {
        "tabs": [
            {
                "text": text,
                "url": reverse(f"boards:{name}", args=[board.slug]),
                "current": name == here,
            }
            for name, text, right in known
            if right is None or allowed(user, right, board)
            if not is_closed_to(user, board, f"boards:{name}")
        ]
    }


@register.inclusion_tag("boards/panels.html", takes_context=True)
def board_panels(context):
    """What floors above show on the board's page."""
    board = context["board"]
    return {
        "board": board,
        "panels": panels_for(context["request"].user, board, BOARD),
    }


FUNCTION_MARKS = {
    "decide": ("D", "purple"),
    "identify": ("I", "blue"),
    "share": ("S", "green"),
    "implement": ("P", "yellow"),
    "monitor": ("M", "turquoise"),
}


@register.inclusion_tag("boards/function.html")
def function_mark(held):
    """A function as letter, word and colour, never colour alone."""
    letter, colour = FUNCTION_MARKS[held.function]
    word = held.get_function_display()
    return {"letter": letter, "colour": colour, "word": word}
