"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from boards.navigation import Entry, add_entry

PAGES = ("structure/", "groups/", "functions/", "seats/", "agencies/", "people/",
         "roles/", "bank-holidays/", "access-records/")  # fmt: skip


def everyone(user, board) -> bool:
    """Whoever is on the board."""
    return True


class BoardsConfig(AppConfig):
    name = "boards"

    def ready(self):
        add_entry(Entry(_("Board"), "boards:board", everyone, order=90, starts=PAGES))
