"""App registration, so that its commands are found."""

from django.apps import AppConfig


class LifPortalConfig(AppConfig):
    name = "lif_portal"
