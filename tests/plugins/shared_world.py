"""The two boards of `world`, written once a module and copied for each test.

A module's tests run inside one transaction that is never kept; each test undoes its
own writes by Django's savepoint and gets its own copy of the Python objects. A test
that commits for real (`transaction=True`, a live server) gets boards of its own:
pytest-django runs those after all others, and the shared transaction ends before them.
"""

import copy
from itertools import groupby

import pytest
from django.db import transaction

from tests.fixtures import people

COMMITS = {"transactional_db", "live_server", "django_db_serialized_rollback"}


class SharedWorld:
    """The boards of the module that runs now, if its tests may share them."""

    may_open, kept, undo, blocker = True, None, None, None

    def open(self):
        with self.blocker.unblock():
            self.undo = transaction.atomic()
            self.undo.__enter__()
            self.kept = people.two_boards()

    def close(self):
        if self.kept is None:
            return
        with self.blocker.unblock():
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)
        self.kept = None

    def copy(self):
        """Boards for one test: a copy, or fresh ones it can commit."""
        return people.two_boards() if self.kept is None else copy.deepcopy(self.kept)


SHARED = SharedWorld()


def commits(item) -> bool:
    """Whether a test writes for other connections to see."""
    marked = [mark.kwargs.get("transaction") for mark in item.iter_markers("django_db")]
    return any(marked) or bool(COMMITS & set(item.fixturenames))


def shares(item) -> bool:
    """Whether a test uses the boards and undoes what it writes."""
    return "world" in item.fixturenames and not commits(item)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Within a module the tests that share go first: the others must not see them."""
    items[:] = [
        item
        for _module, found in groupby(items, key=lambda item: item.path)
        for item in sorted(found, key=lambda item: not shares(item))
    ]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    SHARED.may_open = shares(item)
    if not SHARED.may_open:
        SHARED.close()


@pytest.fixture(scope="module")
def shared_world(django_db_setup, django_db_blocker):
    """Keeps the boards for the tests of one module."""
    SHARED.blocker = django_db_blocker
    if SHARED.may_open:
        SHARED.open()
    yield SHARED
    SHARED.close()


@pytest.fixture
def world(shared_world, db):
    """Two boards, alpha and beta, alike in everything but their names."""
    return shared_world.copy()
