"""What this floor adds to the main navigation."""

from django.utils.translation import gettext_lazy as _

from boards.navigation import THE_BOARD, Entry, add_entry
from boards.roles import RoleName
from reporting.rules import builds_documents

READERS = RoleName.BUSINESS_UNIT, RoleName.BOARD_MEMBER, RoleName.TRAINING_OFFICER


def reads_annual_reports(user, board) -> bool:
    """Who writes the board's annual report or comments on it. Agencies' people are led
    to it from what they owe: their menu is long."""
    return board.pk in user.scope.boards_as(*READERS)


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
        section=THE_BOARD,
    )
)
