"""Starting, finding and stopping the processes of a private server."""

import os
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# Ends the servers when whoever holds the other end of its input is gone, even
# when that process was killed and could not tidy up after itself.
MINDER = "read _ && exit; kill -INT {pids}; sleep 1; rm -rf {folders}"


@dataclass(frozen=True)
class Server:
    """A running private server."""

    name: str
    pid: int
    url: str
    folder: Path
    process: subprocess.Popen | None = None  # when this process started it
    fresh: bool = False  # when its folder was made for it just now


def alive(pid: int) -> bool:
    """True when the process exists and has not ended."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return _exists(pid) if not Path("/proc/self").exists() else False
    return status.rpartition(")")[2].split()[0] != "Z"


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def command_line(pid: int) -> str:
    """What a process was started as."""
    words = ["ps", "-o", "args=", "-p", str(pid)]
    if (path := Path(f"/proc/{pid}/cmdline")).exists():
        return path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return subprocess.run(words, capture_output=True, text=True).stdout


def answers(path: Path) -> bool:
    """True when something listens on the unix socket."""
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(path))
        except OSError:
            return False
    return True


def recorded_pid(path: Path) -> int | None:
    """The process a pid file names, when it is still there."""
    try:
        pid = int(path.read_text().split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None
    return pid if alive(pid) else None


def wait_until(ready: Callable[[], bool], seconds: float, failed: str) -> None:
    """Wait for something to become true. Raises TimeoutError with the message."""
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError(failed)
        time.sleep(0.02)


def stop(server: Server, seconds: float = 10) -> None:
    """Stop a server: PostgreSQL's fast shutdown, an ordinary one for Valkey."""
    gentle = signal.SIGINT if server.name == "PostgreSQL" else signal.SIGTERM
    for number in (gentle, signal.SIGKILL):
        if not alive(server.pid):
            break
        os.kill(server.pid, number)
        _wait_for_end(server, seconds)
    if server.process:
        server.process.wait()


def _wait_for_end(server: Server, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while alive(server.pid) and time.monotonic() < deadline:
        time.sleep(0.02)


def end_processes(pids: list[int], seconds: float = 20) -> None:
    """Ask processes to end, all at once, and insist once the time is up."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in filter(alive, pids):
            os.kill(pid, number)
        deadline = time.monotonic() + seconds
        while any(map(alive, pids)) and time.monotonic() < deadline:
            time.sleep(0.05)


def stop_at_exit(servers: list[Server], folders: list[Path]) -> Callable[[], None]:
    """Tie servers and folders to this process. Returns what ends them now."""
    script = MINDER.format(
        pids=" ".join(str(server.pid) for server in servers),
        folders=shlex.join(str(folder) for folder in folders),
    )
    minder = subprocess.Popen(
        ["sh", "-c", script], stdin=subprocess.PIPE, start_new_session=True
    )

    def end() -> None:
        for server in servers:
            stop(server)
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        minder.communicate(b"done\n")

    return end
