"""make kill-test: kill workers, the clock and the queue at work; lose nothing.

Starts a PostgreSQL, a Valkey, a worker and a clock of its own. With DATABASE_URL set
it uses that database, which must be migrated and empty.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import django  # noqa: E402
from django.core.management import call_command  # noqa: E402

from lif_portal.local.postgres import start_postgres  # noqa: E402
from lif_portal.local.processes import stop  # noqa: E402
from lif_portal.local.valkey import start_valkey  # noqa: E402


def main() -> int:
    """Print the figures; 1 when something was lost or doubled."""
    asked = arguments()
    random.seed(asked.seed)
    folder = Path(tempfile.mkdtemp(prefix="lif-kill-"))
    folder.chmod(0o755)
    database = None
    try:
        if not os.environ.get("DATABASE_URL"):
            database = start_postgres(folder / "postgres")
            os.environ["DATABASE_URL"] = database.url
        return tell(*run(asked, folder, migrate=database is not None))
    finally:
        if database:
            stop(database)
        shutil.rmtree(folder, ignore_errors=True)


def arguments():
    """Sizes; the defaults take about three minutes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--jobs", type=int, default=120)
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def run(asked, folder, *, migrate):
    """Everything between the first process and the last."""
    queue = start_valkey(folder / "valkey")
    os.environ.update(
        REDIS_URL=queue.url,
        LIF_LOCAL_DIR=str(folder),
        LIF_DEMO="true",
        DJANGO_SETTINGS_MODULE="tests.kill.settings",
    )
    os.environ.setdefault("DJANGO_SECRET_KEY", "only-for-tests-" + "x" * 50)
    django.setup()
    # Both need the settings above.
    from tests.kill import scenario  # noqa: PLC0415
    from tests.kill.parts import Parts  # noqa: PLC0415

    if migrate:
        call_command("migrate", verbosity=0)
    started = time.monotonic()
    scenario.prepare(asked.people, asked.jobs)
    parts = Parts(folder, queue)
    try:
        scenario.disturb(parts, asked.kills)
        settled = scenario.settle(asked.people)
    finally:
        parts.stop()
    found = scenario.figures(asked.people, asked.jobs, parts, settled)
    found["seconds"] = round(time.monotonic() - started)
    return found, scenario.problems(found)


def tell(found, problems) -> int:
    """The figures, then what was wrong with them."""
    for name, number in found.items():
        print(f"{name:<28}{number:>7}")
    for problem in problems:
        print(f"FAILED: {problem}")
    print("FAILED" if problems else "Nothing was lost and no job counted twice.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
