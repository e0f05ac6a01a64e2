"""Tables of the test databases made from the models, in seconds rather than minutes.

What migrations do beside tables is done here as they say it: the extension for words
alike, the triggers that keep issued editions. tests/portal/test_migrations.py runs the
migrations themselves.
"""

from importlib import import_module

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

KEEPING = "audits.migrations.0007_freeze_issued_editions"
PARTS = ("REFUSE", "KEEP_WORDS", "TRIGGERS", "KEEP_EDITION")


def make_extension(sender, using, **told):
    if sender.name == "learning":
        with connections[using].cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")


def keep_editions(sender, using, **told):
    if sender.name != "audits" or _is_kept(using):
        return
    words = import_module(KEEPING)
    with connections[using].cursor() as cursor:
        for part in PARTS:
            cursor.execute(getattr(words, part))


def _is_kept(using) -> bool:
    """Made by the migrations already, or before."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_trigger WHERE tgname = 'audits_keep_edition'")
        return cursor.fetchone() is not None


pre_migrate.connect(make_extension, dispatch_uid="tests-extension")
post_migrate.connect(keep_editions, dispatch_uid="tests-keep-editions")
