"""The library's entry in the main navigation, for people of an agency."""

from django.utils.translation import gettext_lazy as _

from boards.navigation import SELF_ASSESSMENT, Entry, add_entry


def speaks_for_an_agency(user, board) -> bool:
    return bool(user.scope.agencies.get(board.pk))


add_entry(
    Entry(
        _("Evidence"),
        "learning:evidence-library",
        speaks_for_an_agency,
        order=25,
        starts="evidence/",
        section=SELF_ASSESSMENT,
    )
)
