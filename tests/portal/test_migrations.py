"""The migrations make the database the models ask for, from nothing."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
NAME = "lif_migrations"
KEPT = "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'audits_keep%'"


@pytest.fixture
def empty_database(db):
    """A database of its own on the tests' server, gone afterwards."""
    told = connection.get_connection_params() | {"dbname": "postgres"}
    told = {k: v for k, v in told.items() if k in {"host", "port", "user", "password"}}
    server = psycopg2.connect(dbname="postgres", **told)
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {NAME}")
        cursor.execute(f"CREATE DATABASE {NAME}")
        yield told
        cursor.execute(f"DROP DATABASE {NAME} WITH (FORCE)")
    server.close()


def test_they_run_from_nothing_and_leave_nothing_to_make(empty_database):
    told = empty_database
    address = f"postgres://{told.get('user', '')}@/{NAME}?host={told['host']}"
    address += f"&port={told['port']}" if told.get("port") else ""
    env = os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
    }
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with psycopg2.connect(dbname=NAME, **told) as made, made.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'audits_keep%'"
        )
        assert cursor.fetchone()[0] >= 6
