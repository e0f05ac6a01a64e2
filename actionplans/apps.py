"""App registration."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from boards.navigation import Entry, add_entry
from boards.one_record import open_to_reviewers
from boards.roles import RoleName


def follows_actions(user, board) -> bool:
    """Everybody with a part in the board's work; not a mere reader or reviewer."""
    held = user.scope.roles.get(board.pk, set())
    return bool(
        held - {RoleName.PRACTITIONER, RoleName.REVIEWER} or user.scope.group_ids
    )


class ActionPlansConfig(AppConfig):
    name = "actionplans"

    def ready(self):
        plan = "actionplans:plan"
        open_to_reviewers(plan, f"{plan}-print", "actionplans:action")
        add_entry(
            Entry(
                _("Actions"),
                "actionplans:composite",
                follows_actions,
                order=40,
                starts=("actions/", "plans/", "meetings/"),
            )
        )
        # Need models, so only once they are there.
        import_module("actionplans.conditions")
        import_module("actionplans.cycle")
        import_module("actionplans.deadlines")
        import_module("actionplans.plan_dues")
        import_module("actionplans.plan_states")
        import_module("actionplans.follow_up")
        import_module("actionplans.impact_candidates")
        import_module("actionplans.thread")
        import_module("actionplans.evidence_access")
        import_module("actionplans.next_step")
        import_module("actionplans.themes")
