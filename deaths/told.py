"""On a Welsh board's page: learning released to who may read it, and nothing else.
An English board has it in its navigation."""

from django.utils.translation import gettext_lazy as _

from boards.panels import Panel, add_panel
from deaths.facts import is_english
from deaths.models import Release


def told(user, board):
    """Releases this person may read on the board; no block where there is none."""
    if is_english(board):
        return None
    rows = Release.objects.visible_to(user).on(board).standing()
    rows = list(rows.order_by("-approved_at")[:5])
    return {"releases": rows} if rows else None


add_panel(Panel(_("Learning released to you"), "deaths/_told.html", told, order=70))
