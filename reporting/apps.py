"""App registration."""

from importlib import import_module

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self):
        # They need models, so only once those are there.
        import_module("reporting.jobs")
        import_module("reporting.entries")
        import_module("reporting.annual.giving_due")
        import_module("reporting.annual.jobs")
        import_module("reporting.annual.read_due")
        import_module("reporting.annual.published")
