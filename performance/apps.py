"""App registration."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from boards.navigation import Entry, add_entry
from performance.reach import reads_figures


def reads_the_figures(user, board) -> bool:
    """Officers, members, agencies and groups; not practitioners or reviewers."""
    return board.pk in reads_figures(user.scope)


class PerformanceConfig(AppConfig):
    name = "performance"

    def ready(self):
        add_entry(
            Entry(
                _("Figures"),
                "performance:figures",
                reads_the_figures,
                order=21,
                starts="figures/",
            )
        )
        # Need models, so only once they are there.
        import_module("performance.loading")
        import_module("performance.jobs")
        import_module("performance.deadlines")
