"""Gets the demo's database and static files ready, in one Django process."""

import os

import django
from django.conf import settings
from django.core.management import call_command, get_commands

from lif_portal.local.steps import (
    files_under,
    fingerprint,
    local_dir,
    once_for,
    run_main,
    step,
)

# Named by other parts of the project; a step is left out until its command is there.
COMMANDS = [
    ("Database tables", "migrate", {"interactive": False}),
    ("Boards from their packs", "load_framework", {"all": True, "yes": True}),
    ("Synthetic records", "seed_demo", {}),
]


def main(arguments):
    """Run each command that exists, then gather static files if any changed."""
    django.setup()
    known = get_commands()
    for what, command, options in COMMANDS:
        if command in known:
            with step(what), open(os.devnull, "w") as nowhere:
                call_command(command, verbosity=0, stdout=nowhere, **options)
    with step("Static files"):
        _gather_static_files()


def _gather_static_files():
    value = fingerprint(files_under("static", "build/static")) + django.__version__
    with once_for(local_dir() / "staticroot.sha256", value) as needed:
        if needed or not settings.STATIC_ROOT.exists():
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)


if __name__ == "__main__":
    run_main(main)
