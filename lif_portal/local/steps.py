"""Saying what is being done and how long it took. Standard library only."""

import hashlib
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


class Failed(Exception):
    """A step failed; the message is for the person at the terminal."""


@contextmanager
def step(what):
    """Print the step, then its seconds. Only what failed prints more."""
    print(f"  {what:<44}", end="", flush=True)
    started = time.monotonic()
    try:
        yield
    except BaseException:
        print(" failed", flush=True)
        raise
    print(f" {time.monotonic() - started:5.1f} s", flush=True)


def local_dir():
    """Where this checkout keeps what it runs."""
    return Path(os.environ.get("LIF_LOCAL_DIR", PROJECT / ".local")).resolve()


def environment(**more):
    """The environment for children, in which Python may keep compiled modules."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **more}


def quietly(command, **more):
    """Run a command, showing its words only if it fails. Raises Failed."""
    result = subprocess.run(
        [str(part) for part in command],
        cwd=PROJECT,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if result.returncode:
        raise Failed("\n".join([*result.stdout.splitlines()[-30:], _said(command)]))


def _said(command):
    return "This failed: " + " ".join(str(part) for part in command)


def fingerprint(paths):
    """One hash over the names and contents of files."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(str(path).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def files_under(*folders):
    """Every file in the folders."""
    return [
        path
        for folder in folders
        for path in (PROJECT / folder).rglob("*")
        if path.is_file()
    ]


@contextmanager
def once_for(stamp, value):
    """Yields whether work is needed; remembers the value when the work succeeded."""
    needed = not stamp.exists() or stamp.read_text() != value
    yield needed
    if needed:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(value)


def run_main(main):
    """Run a script's main function; a failed step ends it in plain words."""
    try:
        sys.exit(main(sys.argv[1:]))
    except Failed as failed:
        sys.exit(f"\n{failed}")
    except KeyboardInterrupt:
        sys.exit(130)
