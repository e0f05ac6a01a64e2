"""The first account of a board, made on the command line."""

import pytest
from django.core.management import CommandError, call_command

from boards.models import User
from lif_portal.management.commands import first_account
from tests.factories import BoardFactory

PASSWORD = "seven quiet wooden bridges"


@pytest.fixture
def typed(monkeypatch):
    answers = [PASSWORD, PASSWORD]
    monkeypatch.setattr(first_account, "getpass", lambda prompt: answers.pop(0))
    return answers


@pytest.fixture
def board(db):
    return BoardFactory(slug="north")


def make():
    call_command("first_account", "north", "Ann@Example.org", "Ann Example")


def test_it_makes_a_business_unit_officer(board, typed):
    make()
    user = User.objects.get(email="ann@example.org")
    assert user.check_password(PASSWORD)
    assert [m.role for m in user.memberships.all()] == ["business_unit"]


def test_it_makes_only_the_first(board, typed):
    make()
    with pytest.raises(CommandError, match="ask for an invitation"):
        make()


def test_it_refuses_a_weak_password(board, typed):
    typed[0] = "password"
    with pytest.raises(CommandError, match="too short"):
        make()
    assert not User.objects.exists()


def test_it_refuses_two_different_passwords(board, typed):
    typed[1] = "something else"
    with pytest.raises(CommandError, match="differ"):
        make()
