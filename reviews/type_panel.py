"""The way from the page of the framework to the board's types of review."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.panels import Panel, add_panel
from learning.framework import FRAMEWORK
from reviews.types import open_types


def type_panel(user, board) -> dict | None:
    """How many types the person may know of; nothing for a mere reviewer."""
    if board.pk not in user.scope.reading_board_ids:
        return None
    types = open_types(board, user)
    in_use = [kind for kind in types if kind.in_force(timezone.localdate())]
    return {"many": len(in_use), "older": len(types) - len(in_use)}


add_panel(
    Panel(_("Review types"), "reviews/_type_panel.html", type_panel, FRAMEWORK, 10)
)
