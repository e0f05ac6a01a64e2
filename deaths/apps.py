"""App registration."""

from django.apps import AppConfig


class DeathsConfig(AppConfig):
    name = "deaths"
