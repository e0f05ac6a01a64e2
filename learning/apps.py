"""App registration."""

from importlib import import_module

from django.apps import AppConfig

from boards.one_record import open_to_reviewers

# What hangs on one source, and lists of what the person may see.
OF_A_SOURCE = (
    "sources source source-links source-unlink findings finding-* all-findings "
    "good-practice recommendation* alike thread* source-theme*"
)


class LearningConfig(AppConfig):
    name = "learning"

    def ready(self):
        open_to_reviewers(*(f"learning:{name}" for name in OF_A_SOURCE.split()))
        # Needs models, so only once they are there.
        import_module("learning.panels")
        import_module("learning.services.scanning")
        import_module("learning.evidence_entry")
        import_module("learning.limits_due")
        import_module("learning.thread_nodes")
        import_module("learning.reply_deadlines")
        import_module("learning.impact_panel")
        import_module("learning.public_framework")
        import_module("learning.public_impact")
        import_module("learning.theme_dues")
        import_module("learning.theme_thread")
        import_module("learning.theme_holds")
