"""The demo's own processes: web, worker and clock, and the note of what runs."""

import json
import os
import subprocess
import sys
from pathlib import Path

from lif_portal.local.processes import alive, command_line, end_processes
from lif_portal.local.steps import PROJECT, Failed, environment, local_dir

HOST = "127.0.0.1"


def start_children(address):
    """Start web, worker and clock. Returns their processes by name."""
    port = address.rpartition(":")[2]
    clock = ["--pidfile", "", "--loglevel", "warning"]
    commands = {
        "web": ["gunicorn", "lif_portal.wsgi", "-b", f"{HOST}:{port}", "-w", "2"]
        + ["--no-control-socket"],
        "worker": ["celery", "-A", "lif_portal", "worker", "-c", "2"]
        + ["--loglevel", "warning", "--without-gossip", "--without-mingle"],
        "clock": ["celery", "-A", "lif_portal", "beat", *clock],
    }
    return {name: _start_child(name, words) for name, words in commands.items()}


def _start_child(name, words):
    log = local_dir() / "logs" / f"{name}.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("wb") as output:
        return subprocess.Popen(
            [Path(sys.executable).with_name(words[0]), *words[1:]],
            cwd=PROJECT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C reaches us only; we stop them in order
        )


def stop_children(children):
    """End them all and remove the note."""
    end_processes([child.pid for child in children.values()])
    for child in children.values():
        child.wait()
    forget()


def check_running(children):
    """Raises Failed with the last lines of a child's log once it has ended."""
    for name, child in children.items():
        if child.poll() is not None:
            log = (local_dir() / "logs" / f"{name}.log").read_text(errors="replace")
            lines = "\n".join(log.splitlines()[-20:])
            raise Failed(f"{lines}\nThe {name} process ended.")


def _record_path():
    return local_dir() / "demo.json"


def record(address, children):
    """Note what runs, so that make stop can end it from elsewhere."""
    pids = [os.getpid(), *(child.pid for child in children.values())]
    _record_path().write_text(json.dumps({"address": address, "pids": pids}))


def _is_ours(pid):
    # A number can be given to another program later, so look at what runs.
    return alive(pid) and "lif_portal" in command_line(pid)


def recorded():
    """What a demo wrote of itself, while one of its processes is still there."""
    if not _record_path().exists():
        return None
    found = json.loads(_record_path().read_text())
    found["pids"] = [pid for pid in found["pids"] if _is_ours(pid)]
    return found if found["pids"] else None


def forget():
    """Remove the note."""
    _record_path().unlink(missing_ok=True)
