"""The portal's own settings, with the bare pages beside its own."""

from lif_portal.settings import *  # noqa: F403
from lif_portal.settings import BASE_DIR, STORAGES, TEMPLATES

ROOT_URLCONF = "tests.benchmark.urls"
TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests" / "benchmark" / "templates")
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
LOGGING = {"version": 1, "disable_existing_loggers": False}
