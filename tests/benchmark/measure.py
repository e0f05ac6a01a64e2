"""Makes rows, starts one web worker, asks the pages in turn, prints ratios."""

import os
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import django

django.setup()

from django.db import connection  # noqa: E402

from tests.benchmark import clock  # noqa: E402
from tests.benchmark.plans import busy_plans  # noqa: E402
from tests.benchmark.rows import busy_board  # noqa: E402
from tests.benchmark.targets import issue_to_schools, targets  # noqa: E402

SMALL, LARGE = 1_000, 50_000
ROUNDS = int(os.environ.get("ROUNDS", "9"))
# Only rows whose name holds these words, beside what they are compared with.
ONLY = os.environ.get("ONLY", "")


def main() -> int:
    """0 when every target is met."""
    print(f"Making boards with {SMALL:,} and {LARGE:,} returns ...", flush=True)
    few, many = (SMALL, SMALL) if "composite" in ONLY else (SMALL, LARGE)
    small, large = busy_board("small", few), busy_board("large", many)
    print(f"... and plans with {SMALL:,} and {LARGE:,} actions ...", flush=True)
    for one, count in ((small, SMALL), (large, LARGE)):
        agencies = [row.agency for row in one.round.returns.select_related("agency")]
        busy_plans(one.board, one.officer, agencies, [one.officer, one.lead], count)
    with connection.cursor() as cursor:
        # As the database keeps itself; counts then need only an index.
        cursor.execute("VACUUM ANALYZE")
    address, web = _web()
    try:
        asked = clock.only(ONLY, targets(small, large))
        clock.measure(address, asked, ROUNDS)
        met = clock.report(asked)
        print(f"web worker: {_memory(web.pid):.0f} MB (proportional set size)")
    finally:
        web.terminate()
        web.wait()
    if not ONLY:
        issue_to_schools(25_000)
    return 0 if met else 1


def _web():
    """One gunicorn worker, as every target is asked by one client."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "lif_portal.wsgi", "--workers=1"]
    command += [f"--bind=127.0.0.1:{port}", "--log-level=warning", "--keep-alive=60"]
    command += ["--worker-class=gthread", "--threads=1"]
    process = subprocess.Popen(command)
    _wait(port)
    return f"http://127.0.0.1:{port}", process


def _wait(port) -> None:
    for _try in range(200):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The web server did not start.")


def _memory(pid) -> float:
    """Proportional set size of the server's processes, in megabytes."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    total = 0
    for one in [str(pid), *children]:
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


if __name__ == "__main__":
    sys.exit(main())
