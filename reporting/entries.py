"""What this floor adds to the main navigation."""

from django.utils.translation import gettext_lazy as _

from boards.navigation import Entry, add_entry
from reporting.annual.read_rules import HAVE_A_SAY
from reporting.rules import builds_documents


def reads_annual_reports(user, board) -> bool:
    """Who writes the board's annual report, comments on it or signs it."""
    return board.pk in user.scope.boards_as(*HAVE_A_SAY)


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
        _("Annual reports"),
        "reporting:annual-reports",
        reads_annual_reports,
        order=78,
        starts=("annual-reports/", "annual-contributions/"),
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
