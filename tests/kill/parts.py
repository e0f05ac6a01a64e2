"""The processes that are killed, and how each is started again."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from lif_portal.local.processes import Server
from lif_portal.local.valkey import start_valkey

ROOT = Path(__file__).resolve().parents[2]
WORKER = ["worker", "-c", "2", "--without-gossip", "--without-mingle"]
CLOCK = ["beat", "--pidfile", ""]


class Parts:
    """A worker with two children, a clock and a queue, all of our own."""

    def __init__(self, folder: Path, queue: Server):
        self.folder, self.queue = folder, queue
        self.worker = self.start(WORKER)
        self.clock = self.start(CLOCK)
        self.killed = {"worker": 0, "child": 0, "queue": 0, "clock": 0}

    def start(self, words) -> subprocess.Popen:
        """Celery as in production, in a process group that can be killed as one."""
        celery = Path(sys.executable).with_name("celery")
        with (self.folder / f"{words[0]}.log").open("ab") as log:
            return subprocess.Popen(
                [celery, "-A", "lif_portal", *words, "--loglevel", "warning"],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, what: str) -> None:
        """kill -9, no warning; what was killed is started again."""
        self.killed[what] += 1
        getattr(self, f"kill_{what}")()

    def kill_worker(self):
        _kill_group(self.worker)
        self.worker = self.start(WORKER)

    def kill_clock(self):
        _kill_group(self.clock)
        self.clock = self.start(CLOCK)

    def kill_child(self):
        """Only one that works: its worker lives and hands the message back."""
        path = Path(f"/proc/{self.worker.pid}/task/{self.worker.pid}/children")
        children = [int(pid) for pid in path.read_text().split()]
        if children:
            os.kill(random.choice(children), signal.SIGKILL)

    def kill_queue(self):
        """Every message in it is gone with it."""
        os.kill(self.queue.pid, signal.SIGKILL)
        if self.queue.process:
            self.queue.process.wait()
        self.queue = start_valkey(self.folder / "valkey")

    def stop(self):
        for process in (self.worker, self.clock):
            _kill_group(process)
        os.kill(self.queue.pid, signal.SIGTERM)
        if self.queue.process:
            self.queue.process.wait()


def _kill_group(process):
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
