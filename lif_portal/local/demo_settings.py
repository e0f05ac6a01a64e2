"""The demo's environment: what make demo sets before Django starts."""

import os
import secrets

from lif_portal.local.steps import local_dir


def set_environment(address="http://localhost:8000"):
    """Settings of the demo; what the shell already says wins."""
    folder = local_dir()
    folder.mkdir(parents=True, exist_ok=True)
    demo = {
        "DJANGO_SETTINGS_MODULE": "lif_portal.settings",
        "DJANGO_SECRET_KEY": _secret(folder / "secret"),
        "LIF_DEMO": "true",
        "LIF_EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "LIF_LOCAL_DIR": str(folder),
        "LIF_SITE_ADDRESS": address,
    }
    os.environ.update({**demo, **os.environ})


def _secret(path):
    if not path.exists():
        with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(60))
    return path.read_text()
