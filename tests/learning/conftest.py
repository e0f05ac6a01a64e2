"""What tests of reminders share."""

import pytest

from learning import deadlines
from tests.learning.owed import Owed


@pytest.fixture
def owed(monkeypatch):
    """What is due in this test: the only provider there is."""
    found = Owed()
    monkeypatch.setattr(deadlines, "DEADLINE_PROVIDERS", [found.provider])
    return found
