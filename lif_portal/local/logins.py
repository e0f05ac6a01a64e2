"""Prints whom one may sign in as, when there is a demo to sign in to."""

import django
from django.core.management import call_command, get_commands

from lif_portal.local.steps import run_main


def main(arguments):
    """Leave the table to the demo_logins command, once it is there."""
    django.setup()
    if "demo_logins" in get_commands():
        call_command("demo_logins")


if __name__ == "__main__":
    run_main(main)
