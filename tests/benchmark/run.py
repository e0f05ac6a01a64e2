"""make bench: pages people open most beside bare ones, interleaved, as ratios.

make bench                 the usual run, about three minutes
ROUNDS=21 make bench       more rounds
ONLY=composite make bench  only rows of that name, and what they are compared with
"""

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from lif_portal.local.servers import ensure_servers  # noqa: E402


def main() -> int:
    """Private servers and tables, then the measuring in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="lif-bench-") as folder:
        _environment(folder)
        Path(folder, "staticroot").mkdir()
        ensure_servers()
        _python("manage.py", "migrate", "--verbosity=0")
        return _python("-m", "tests.benchmark.measure")


def _python(*arguments) -> int:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT).returncode


def _environment(folder) -> None:
    os.environ.update(
        DJANGO_SETTINGS_MODULE="tests.benchmark.settings",
        DJANGO_SECRET_KEY=secrets.token_urlsafe(60),
        LIF_DEMO="true",
        LIF_HTTPS="false",
        LIF_LOCAL_DIR=folder,
    )


if __name__ == "__main__":
    sys.exit(main())
