"""What the learning floor adds to the main navigation."""

from django.utils.translation import gettext_lazy as _

from boards.access import allowed
from boards.navigation import THE_BOARD, Entry, add_entry
from boards.roles import Permission


def everyone(user, board) -> bool:
    """Whoever is on the board."""
    return True


def sees_send_log(user, board) -> bool:
    """Officers, who may see who was reminded."""
    return allowed(user, Permission.SEE_SEND_LOG, board)


add_entry(
    Entry(_("Learning"), "learning:sources", everyone, order=30, starts="learning/")
)
add_entry(
    Entry(
        _("Framework"),
        "learning:framework",
        everyone,
        order=60,
        starts="framework/",
        section=THE_BOARD,
    )
)
add_entry(
    Entry(
        _("Reminders"),
        "learning:reminders",
        sees_send_log,
        order=70,
        starts="reminders/",
        section=THE_BOARD,
    )
)
