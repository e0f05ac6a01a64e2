"""Parsers of strangers' files run in a child that can do nothing else.

The child has little memory, little time, no files but its input, and no network
(IN-6 of the security targets): after its imports it may open no descriptor at all.
"""

import codecs
import json
import resource
import subprocess
import sys
from tempfile import TemporaryFile

from django.conf import settings

SECONDS = 20
MEMORY = 512 * 1024 * 1024  # bytes
# Python reads these from disk when first asked, which is too late in the child.
LETTERS = ("ascii", "cp437", "cp1252", "latin-1", "utf-16", "utf-16-be", "utf-16-le")


class Overrun(Exception):
    """The child ran out of time or memory, or broke."""


def run(module: str, file, seconds: int = SECONDS, asked: dict | None = None):
    """What `module`'s `main` says of the file, as plain values. Raises Overrun."""
    command = [
        sys.executable,
        "-m",
        "learning.confined",
        module,
        json.dumps(asked or {}),
    ]
    with TemporaryFile() as copy:
        file.seek(0)
        for part in iter(lambda: file.read(1 << 20), b""):
            copy.write(part)
        copy.seek(0)
        return _answer(command, copy, seconds)


def _answer(command, copy, seconds):
    try:
        done = subprocess.run(
            command,
            stdin=copy,
            capture_output=True,
            timeout=seconds + 5,  # starting takes a while on a busy machine
            env={"PYTHONPATH": str(settings.BASE_DIR), "LC_ALL": "C.UTF-8"},
            cwd="/",
        )
    except subprocess.TimeoutExpired as problem:
        raise Overrun("time") from problem
    if done.returncode:
        raise Overrun(done.stderr[-2000:].decode(errors="replace"))
    return json.loads(done.stdout)


def confine(seconds: int = SECONDS) -> None:
    """Give up, for good, what reading one file does not need."""
    for name in LETTERS:
        codecs.lookup(name)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def child(name: str, asked: str) -> None:
    """In the child: import the reader, lock the door, read, answer."""
    # Named by our own code, and imported before the door closes.
    reader = __import__(name, fromlist=["main"])
    confine()
    json.dump(reader.main(sys.stdin.buffer, **json.loads(asked)), sys.stdout)


if __name__ == "__main__":
    child(*sys.argv[1:3])
