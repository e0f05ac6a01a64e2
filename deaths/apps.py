"""App registration."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from boards.navigation import Entry, add_entry


def sees_the_room(user, board) -> bool:
    """In England every reader, in Wales who sits on a group that keeps of it."""
    return import_module("deaths.rules").sees_the_room(user, board)


class DeathsConfig(AppConfig):
    name = "deaths"

    def ready(self):
        add_entry(
            Entry(
                _("Deaths"),
                "deaths:home",
                sees_the_room,
                order=23,
                starts="learning-from-deaths/",
            )
        )
        # Need models, so only once they are there.
        import_module("deaths.loading")
        import_module("deaths.deadlines")
        import_module("deaths.told")
