"""A floor above the others, as far as the outbox and the registry can tell."""

from importlib import import_module

from django.apps import AppConfig


class KillConfig(AppConfig):
    name = "tests.kill"

    def ready(self):
        import_module("tests.kill.work")
