"""App registration."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from boards.navigation import Entry, add_entry


def reads_the_board(user, board) -> bool:
    """Whoever reads what the board shares; not somebody there for one review."""
    return board.pk in user.scope.reading_board_ids or bool(user.scope.group_ids)


class CaseAuditsConfig(AppConfig):
    name = "case_audits"

    def ready(self):
        add_entry(
            Entry(
                _("Audits"),
                "case_audits:audits",
                reads_the_board,
                order=19,
                starts="audits/",
            )
        )
        # Need models, so only once they are there.
        import_module("case_audits.deadlines")
        import_module("case_audits.source_frame")
        import_module("case_audits.themes")
        import_module("case_audits.thread")
