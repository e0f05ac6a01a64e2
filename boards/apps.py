"""App registration."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "boards"
