"""App registration."""

from django.apps import AppConfig


class CaseAuditsConfig(AppConfig):
    name = "case_audits"
