"""The servers a machine lacks are started privately and end with their user."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lif_portal.local import folders
from lif_portal.local.processes import alive, answers, recorded_pid, stop
from lif_portal.local.valkey import start_valkey

START = """
import os, sys
from lif_portal.local.servers import ensure_servers
os.environ.pop("DATABASE_URL", 0), os.environ.pop("REDIS_URL", 0)
ensure_servers()
print(os.environ["DATABASE_URL"].partition("host=")[2], flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """A process that started both servers, and the folder of its PostgreSQL."""
    process = subprocess.Popen(
        [sys.executable, "-c", START],
        env={**os.environ, "LIF_LOCAL_DIR": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process, Path(process.stdout.readline().strip())
    process.kill()
    process.communicate()


def gone_within(pid, folder, seconds):
    deadline = time.monotonic() + seconds
    while (alive(pid) or folder.exists()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not alive(pid) and not folder.exists()


def test_servers_end_with_the_process_that_started_them(holder):
    process, folder = holder
    pid = recorded_pid(folder / "data" / "postmaster.pid")
    assert alive(pid) and answers(folder / ".s.PGSQL.5432")
    process.communicate("")
    assert gone_within(pid, folder, 10)


def test_servers_end_even_when_that_process_is_killed(holder):
    process, folder = holder
    pid = recorded_pid(folder / "data" / "postmaster.pid")
    process.kill()
    assert gone_within(pid, folder, 15)


def test_a_running_server_is_used_again(tmp_path):
    first = start_valkey(tmp_path / "valkey")
    second = start_valkey(tmp_path / "valkey")
    stop(first)
    assert (second.pid, second.process) == (first.pid, None)
    assert not alive(first.pid)
    shutil.rmtree(first.folder)


def test_nobody_else_can_enter_the_folder(holder):
    assert holder[1].stat().st_mode & 0o77 == 0


def test_a_folder_of_somebody_else_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(folders, "others_can_reach", lambda folder: True)
    (tmp_path / "postgres").mkdir(mode=0o755)
    with pytest.raises(PermissionError, match="not private"):
        folders.private_folder(tmp_path / "postgres")


def test_a_long_path_is_replaced_by_a_short_one(tmp_path):
    long = tmp_path / ("x" * 100) / "valkey"
    found = folders.private_folder(long)
    with socket.socket(socket.AF_UNIX) as probe:
        probe.bind(str(found / "valkey.sock"))
    shutil.rmtree(found)
