"""What this floor adds to the main navigation."""

from django.utils.translation import gettext_lazy as _

from boards.navigation import Entry, add_entry
from reporting.rules import builds_documents


def speaks_for_an_agency(user, board) -> bool:
    """Whether the person holds a role of one of the board's agencies."""
    return bool(user.scope.agencies.get(board.pk))


add_entry(
    Entry(
        _("Our agency"),
        "reporting:my-agency",
        speaks_for_an_agency,
        order=12,
        starts="our-agency/",
    )
)
add_entry(
    Entry(
        _("Documents"),
        "reporting:documents",
        builds_documents,
        order=80,
        starts="documents/",
    )
)
