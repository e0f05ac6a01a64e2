"""App registration."""

from importlib import import_module

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "performance"

    def ready(self):
        # Need models, so only once they are there.
        import_module("performance.loading")
        import_module("performance.jobs")
