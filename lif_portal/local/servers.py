"""Starts the servers a machine lacks: a private PostgreSQL and a private Valkey.

From a shell, with servers that stay up until stopped:

    eval "$(.venv/bin/python -m lif_portal.local.servers export)"
    .venv/bin/python -m lif_portal.local.servers stop
"""

import atexit
import os
import shlex
import sys

from lif_portal.local.folders import local_dir
from lif_portal.local.postgres import find_postgres, start_postgres
from lif_portal.local.processes import Server, stop, stop_at_exit
from lif_portal.local.valkey import find_valkey, start_valkey

__all__ = ["ensure_servers", "start_missing", "start_postgres", "start_valkey", "stop"]


def start_missing() -> list[Server]:
    """Start a server for each address not set, and set it in the environment."""
    servers = []
    if not os.environ.get("DATABASE_URL"):
        servers.append(start_postgres(local_dir() / "postgres"))
        os.environ["DATABASE_URL"] = servers[-1].url
    if not os.environ.get("REDIS_URL"):
        servers.append(start_valkey(local_dir() / "valkey"))
        os.environ["REDIS_URL"] = servers[-1].url
    return servers


def ensure_servers(keep_folders: bool = False) -> None:
    """The same, for as long as this process lives. Children share them.

    Servers found already running are left running, and folders that were there
    before are left in place.
    """
    if ours := [server for server in start_missing() if server.process]:
        fresh = [server.folder for server in ours if server.fresh]
        atexit.register(stop_at_exit(ours, [] if keep_folders else fresh))


def stop_found() -> list[Server]:
    """Stop the servers of this checkout that are running."""
    found = [
        find_valkey(local_dir() / "valkey"),
        find_postgres(local_dir() / "postgres"),
    ]
    running = [server for server in found if server]
    for server in running:
        stop(server)
    return running


def main(command: str) -> None:
    """Print shell lines that export the addresses, or stop the servers."""
    if command == "stop":
        for server in stop_found():
            print(f"Stopped {server.name}")
        return
    start_missing()
    for name in ("DATABASE_URL", "REDIS_URL"):
        print(f"export {name}={shlex.quote(os.environ[name])}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) == 2 else "export")
