"""App registration."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from boards.navigation import THE_BOARD, Entry, add_entry

PAGES = ("structure/", "groups/", "functions/", "seats/", "agencies/", "people/",
         "roles/", "bank-holidays/", "access-records/", "public-pages/")  # fmt: skip


def everyone(user, board) -> bool:
    """Whoever is on the board."""
    return True


class BoardsConfig(AppConfig):
    name = "boards"

    def ready(self):
        import_module("boards.public_structure")  # needs models
        add_entry(
            Entry(
                _("The board"),
                "boards:board",
                everyone,
                order=50,
                starts=PAGES,
                section=THE_BOARD,
            )
        )
