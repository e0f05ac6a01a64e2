"""Settings for tests: real servers, quick hashing, mail kept in memory."""

import atexit
import os
import re
import shutil
import tempfile

os.environ.setdefault("DJANGO_SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("LIF_POSTGRES_OPTIONS", "autovacuum=off")
if "LIF_LOCAL_DIR" not in os.environ:  # xdist workers share the first process's
    os.environ["LIF_LOCAL_DIR"] = tempfile.mkdtemp(prefix="lif-test-")
    atexit.register(shutil.rmtree, os.environ["LIF_LOCAL_DIR"], ignore_errors=True)
os.environ.setdefault("LIF_HTTPS", "false")
# People of the tests sign in without a second factor; tests about it ask for one.
os.environ.setdefault("LIF_DEMO", "true")

from lif_portal.local.servers import ensure_servers  # noqa: E402

ensure_servers()  # sets DATABASE_URL and REDIS_URL unless they are set already

# Workers share the server, never a queue: each has a database of its own in it.
_number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
os.environ["REDIS_URL"] = re.sub(r"db=\d+", f"db={_number}", os.environ["REDIS_URL"])

from lif_portal.settings import *  # noqa: E402, F403

SESSION_SEEN_EVERY_SECONDS = 5 * 60  # else a slow test counts a query more
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_AUTOREFRESH = True
# Thousands of refusals are asked for; writing each one down takes longer than it.
LOGGING["loggers"] = {  # noqa: F405
    **LOGGING.get("loggers", {}),  # noqa: F405
    "django.request": {"level": "ERROR"},
}
