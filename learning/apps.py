"""App registration."""

from importlib import import_module

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "learning"

    def ready(self):
        # Needs models, so only once they are there.
        import_module("learning.panels")
        import_module("learning.services.scanning")
        import_module("learning.evidence_entry")
        import_module("learning.limits_due")
        import_module("learning.thread_nodes")
        import_module("learning.reply_deadlines")
