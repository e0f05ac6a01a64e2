"""App registration."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from boards.navigation import Entry, add_entry


def reads_the_board(user, board) -> bool:
    """Whoever reads what the board shares; not somebody there for one review."""
    return board.pk in user.scope.reading_board_ids


class DisseminationConfig(AppConfig):
    name = "dissemination"

    def ready(self):
        add_entry(
            Entry(
                _("Sharing"),
                "dissemination:sharing",
                reads_the_board,
                order=45,
                starts="sharing/",
            )
        )
        # Need models, so only once they are there.
        import_module("dissemination.conditions")
        import_module("dissemination.deadlines")
        import_module("dissemination.thread")
        import_module("dissemination.next_step")
        import_module("dissemination.deadlines_requests")
        import_module("dissemination.deadlines_recall")
        import_module("dissemination.deadlines_measures")
        import_module("dissemination.deadlines_work")
        import_module("dissemination.thread_requests")
        import_module("dissemination.hanging")
        import_module("dissemination.impact_candidates")
        import_module("dissemination.published_briefings")
        import_module("dissemination.briefing_step")
        import_module("dissemination.briefing_thread")
        import_module("dissemination.bulletin_mails")
        import_module("dissemination.cycle")
        import_module("dissemination.themes")
