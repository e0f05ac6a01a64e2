"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from boards.navigation import Entry, add_entry


def answers_for_an_agency(user, board) -> bool:
    """Whether the person speaks for an agency on the board."""
    return board.pk in user.scope.agencies


class AuditsConfig(AppConfig):
    name = "audits"

    def ready(self):
        add_entry(
            Entry(
                _("Returns"),
                "audits:returns",
                answers_for_an_agency,
                order=20,
                starts="returns/",
            )
        )
