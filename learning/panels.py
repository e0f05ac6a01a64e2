"""What the learning floor adds to the main navigation."""

from django.utils.translation import gettext_lazy as _

from boards.navigation import Entry, add_entry


def everyone(user, board) -> bool:
    """Whoever is on the board."""
    return True


add_entry(
    Entry(_("Learning"), "learning:sources", everyone, order=20, starts="learning/")
)
add_entry(
    Entry(_("Framework"), "learning:framework", everyone, order=60, starts="framework/")
)
