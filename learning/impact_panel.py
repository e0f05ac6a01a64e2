"""What changed, on the board's own page: for officers and chairs, who tell it."""

from django.utils.translation import gettext_lazy as _

from boards.panels import Panel, add_panel
from learning.choices import ImpactEntryState
from learning.impact_rules import may_begin
from learning.models import ImpactEntry


def waiting(user, board):
    """How many entries wait for a second person; None for who tells nothing."""
    if not may_begin(user, board):
        return None
    seen = ImpactEntry.objects.visible_to(user).filter(board=board)
    return {"waiting": seen.filter(state=ImpactEntryState.DRAFT).count()}


add_panel(
    Panel(
        _("What changed, for the public"),
        "learning/impact_panel.html",
        waiting,
        order=80,
    )
)
