"""Folders a private server may use, and the operating-system user it runs as."""

import hashlib
import os
import pwd
import stat
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SOCKET_PATH_LIMIT = 107  # bytes the kernel allows for a unix socket's path


def local_dir() -> Path:
    """Where this checkout keeps what it runs."""
    return Path(os.environ.get("LIF_LOCAL_DIR", PROJECT / ".local")).resolve()


def server_user() -> pwd.struct_passwd | None:
    """An unprivileged user when we are root: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def as_server_user() -> dict:
    """Arguments that make subprocess run a command as the server's user."""
    if not (user := server_user()):
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def others_can_reach(folder: Path) -> bool:
    """True when any user may pass through the folder and all its parents."""
    existing = [path for path in (folder, *folder.parents) if path.exists()]
    return all(path.stat().st_mode & stat.S_IXOTH for path in existing)


def private_folder(wanted: Path) -> Path:
    """The wanted folder, or one under the temporary folder when it cannot serve.

    It cannot serve when the server's user may not reach it, or when a socket in
    it would have too long a path. Permissions of parents are never changed.
    """
    too_long = len(os.fsencode(wanted / ".s.PGSQL.5432")) > SOCKET_PATH_LIMIT
    if too_long or (server_user() and not others_can_reach(wanted.parent)):
        key = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:12]
        wanted = Path(tempfile.gettempdir()) / f"lif-{wanted.name}-{key}"
    return _make_ours(wanted)


def _make_ours(folder: Path) -> Path:
    """Make the folder for its server alone. Raises PermissionError if it is not."""
    user = server_user()
    owner = user.pw_uid if user else os.geteuid()
    if not folder.exists():
        folder.mkdir(parents=True, mode=0o700)
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o77:
        raise PermissionError(
            f"{folder} is not private to the server's user: remove it"
        )
    return folder
