"""A short version of make kill-test, on the database of this run of tests."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlparse

import pytest
from django.db import connection

RUN = Path(__file__).with_name("run.py")


@pytest.fixture
def database_url(transactional_db):
    """The address of the test database, empty but for its tables."""
    known = urlparse(os.environ["DATABASE_URL"])
    return known._replace(path=connection.settings_dict["NAME"]).geturl()


def test_killing_workers_loses_nothing_and_doubles_no_job(database_url):
    sizes = ["--people", "30", "--jobs", "20", "--kills", "4"]
    done = subprocess.run(
        [sys.executable, RUN, *sizes],
        env={**os.environ, "DATABASE_URL": database_url},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Nothing was lost" in done.stdout
