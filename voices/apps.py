"""App registration."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from boards.navigation import Entry, add_entry


def reads_the_board(user, board) -> bool:
    """Whoever reads what the board shares; not somebody there for one review."""
    return board.pk in user.scope.reading_board_ids


class VoicesConfig(AppConfig):
    name = "voices"

    def ready(self):
        add_entry(
            Entry(
                _("Voices"),
                "voices:activities",
                reads_the_board,
                order=22,
                starts="voices/",
            )
        )
        # Need models, so only once they are there.
        import_module("voices.deadlines")
        import_module("voices.deadlines_counts")
        import_module("voices.source_frame")
        import_module("voices.thread")
