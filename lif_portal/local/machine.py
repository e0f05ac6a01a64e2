"""What the machine itself must have. Standard library only."""

import ctypes.util
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from steps import Failed, environment

PYTHON = (3, 11)
NODE = 20
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def check_python():
    """Raises Failed when this Python is too old."""
    if sys.version_info < PYTHON:
        raise Failed(
            "Python 3.11 or newer is needed, and this is "
            f"{sys.version.split()[0]}: install one, then PYTHON=python3.11 make demo"
        )


def missing(with_browser):
    """Debian packages for what the machine lacks."""
    lacking = {
        "nodejs": not shutil.which("node"),
        "npm": not shutil.which("npm"),
        "python3-venv": not find_spec("ensurepip"),
        "libpango-1.0-0": not ctypes.util.find_library("pango-1.0"),
        "libpangoft2-1.0-0": not ctypes.util.find_library("pangoft2-1.0"),
        "libharfbuzz-subset0": not ctypes.util.find_library("harfbuzz-subset"),
        "fonts-liberation": not _has_liberation(),
        "chromium": with_browser and not browser(),
    }
    return [package for package, lacks in lacking.items() if lacks]


def browser():
    """Where Chromium is, or nothing."""
    return os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, BROWSERS)), ""
    )


def _has_liberation():
    fonts = Path("/usr/share/fonts")
    # Elsewhere than on Linux the system font is at hand.
    return not fonts.exists() or any(fonts.rglob("LiberationSans*"))


def install(packages):
    """Install Debian packages as root. Raises Failed with how to get them otherwise."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Failed(
            "The machine lacks: " + ", ".join(packages) + ". On Debian or Ubuntu: "
            "sudo apt-get install " + " ".join(packages)
        )
    _apt("update", "-qq")
    _apt("install", "-y", "-qq", "--no-install-recommends", *packages)


def _apt(*arguments):
    result = subprocess.run(
        ["apt-get", *arguments],
        env=environment(DEBIAN_FRONTEND="noninteractive"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if result.returncode:
        raise Failed(result.stdout[-2000:])


def check_node():
    """Raises Failed when Node.js is too old to build the styles."""
    said = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    if int(said.strip().lstrip("v").split(".")[0]) < NODE:
        raise Failed(f"Node.js {NODE} or newer is needed, and this is {said.strip()}")
