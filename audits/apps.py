"""App registration."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from boards.navigation import SELF_ASSESSMENT, Entry, add_entry
from boards.roles import ROLES, Permission, RoleName

PREPARE = Permission.PREPARE_QUESTIONNAIRE

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


def prepares_questionnaires(user, board) -> bool:
    """Whoever may change what the board asks."""
    held = user.scope.roles.get(board.pk, ())
    return any(PREPARE in ROLES[role].permissions for role in held)


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
                section=SELF_ASSESSMENT,
            )
        )
        add_entry(
            Entry(
                _("Rounds"),
                "audits:rounds",
                follows_rounds,
                order=25,
                starts="rounds/",
                section=SELF_ASSESSMENT,
            )
        )
        add_entry(
            Entry(
                _("Questionnaires"),
                "audits:questionnaires",
                prepares_questionnaires,
                order=30,
                starts="questionnaires/",
                section=SELF_ASSESSMENT,
            )
        )
        # Need models, so only once they are there.
        import_module("audits.evidence_readers")
        import_module("audits.challenges")
        import_module("audits.countdown")
        import_module("audits.deadlines")
        import_module("audits.jobs")
        import_module("audits.standards")
