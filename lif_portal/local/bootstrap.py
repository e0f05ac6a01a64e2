"""Makes a bare machine ready, then runs the demo or the tests.

Runs before any package is installed, so it uses the standard library only:

    python3 lif_portal/local/bootstrap.py demo | test | ready
"""

import os
import shutil
import subprocess
import venv

from assets import build_assets
from machine import check_node, check_python, install, missing
from steps import (
    PROJECT,
    Failed,
    environment,
    fingerprint,
    local_dir,
    once_for,
    quietly,
    run_main,
    step,
)

UV = "uv==0.13.8"
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = PROJECT / "requirements-dev.txt"
CHECKS = [
    ("Lint", [VENV / "bin" / "ruff", "check", "."]),
    ("Format", [VENV / "bin" / "ruff", "format", "--check", "."]),
    ("Imports go down only", [VENV / "bin" / "lint-imports"]),
    ("Migrations are complete", [PYTHON, "manage.py", "makemigrations", "--check"]),
]


def make_ready(with_browser=False):
    """Everything short of starting: each part is skipped when it is up to date."""
    with step("Checking Python, Node.js and libraries"):
        check_python()
        if packages := missing(with_browser):
            install(packages)
        check_node()
    with step("Python packages"):
        install_python_packages()
    with step("Styles and scripts: packages"):
        install_node_packages()
    with step("Styles and scripts: build"):
        build_assets()


def install_python_packages():
    """The locked packages, every one checked against its hash."""
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True, symlinks=True)
    with once_for(VENV / "lock.sha256", fingerprint([LOCK])) as needed:
        if needed:
            _sync()


def _sync():
    if uv := _uv():
        command = [uv, "pip", "sync", "--require-hashes", "--python", PYTHON, LOCK]
        quietly(command, UV_COMPILE_BYTECODE="1")
    else:
        quietly([PYTHON, "-m", "pip", "install", "--require-hashes", "-r", LOCK])


def _uv():
    """The uv program, installed when absent. Nothing when it cannot be."""
    if found := shutil.which("uv"):
        return found
    # In a folder of its own, because syncing removes whatever is not in the lock.
    home = VENV / "uv"
    try:
        quietly([PYTHON, "-m", "pip", "install", "-q", "--target", home, UV])
    except Failed:
        return None
    return home / "bin" / "uv"


def install_node_packages():
    """The locked packages, without running any script of theirs."""
    stamp = PROJECT / "node_modules" / "lock.sha256"
    with once_for(stamp, fingerprint([PROJECT / "package-lock.json"])) as needed:
        if needed:
            quietly(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"])


def demo(arguments):
    """Start the demo in this process's place."""
    make_ready()
    command = [str(PYTHON), "-m", "lif_portal.local.demo", *arguments]
    os.chdir(PROJECT)
    os.execve(command[0], command, environment())


def test(arguments):
    """Checks, then all tests. pytest's own summary is the last line."""
    make_ready(with_browser=True)
    for name, command in CHECKS:
        with step(name):
            quietly(command, DJANGO_SETTINGS_MODULE="lif_portal.settings_test")
    (local_dir() / "requirements.json").unlink(missing_ok=True)
    # One more than there are processors: browsers and queues are waited for.
    workers = str((os.cpu_count() or 1) + 1)
    chosen = arguments or ["-n", workers, "--dist", "worksteal"]
    command = [PYTHON, "-m", "pytest", *chosen]
    return subprocess.run(command, cwd=PROJECT, env=environment()).returncode


def main(arguments):
    """Run the named task. Returns its exit code."""
    tasks = {"demo": demo, "test": test, "ready": lambda rest: make_ready()}
    name = arguments[0] if arguments else "demo"
    if name not in tasks:
        raise Failed(f"Choose one of: {', '.join(tasks)}")
    print("LIF Portal", flush=True)
    return tasks[name](arguments[1:])


if __name__ == "__main__":
    run_main(main)
