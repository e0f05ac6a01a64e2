"""App registration."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from boards.navigation import Entry, add_entry
from boards.roles import RoleName

ROUND_READERS = {
    RoleName.BUSINESS_UNIT,
    RoleName.BOARD_MEMBER,
    RoleName.TRAINING_OFFICER,
}


def answers_for_an_agency(user, board) -> bool:
    """Whether the person speaks for an agency on the board."""
    return board.pk in user.scope.agencies


def follows_rounds(user, board) -> bool:
    """Officers, the board's members, and whoever sits on one of its groups."""
    held = user.scope.roles.get(board.pk, set())
    return bool(held & ROUND_READERS or user.scope.group_ids)


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
        add_entry(
            Entry(
                _("Rounds"),
                "audits:rounds",
                follows_rounds,
                order=25,
                starts="rounds/",
            )
        )
        # Need models, so only once they are there.
        import_module("audits.evidence_readers")
        import_module("audits.countdown")
        import_module("audits.deadlines")
        import_module("audits.jobs")
