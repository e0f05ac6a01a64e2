"""App settings of the packs. No models: packs are files."""

from importlib import import_module

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "frameworks"
    verbose_name = "Frameworks"

    def ready(self):
        # Registers the check; it may import packs only once settings are there.
        import_module("frameworks.checks")
