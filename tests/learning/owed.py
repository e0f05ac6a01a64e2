"""Things due that a test hands to the registry, as a floor above would."""

import datetime

from learning.deadlines import Due


class Owed(list):
    """What a provider gives, narrowed as its contract says."""

    def add(self, user, board, due_on, key="tests.thing:1", **more):
        words = {"text": f"Return {key}", "url": "/somewhere/", "plain": "Return due"}
        self.append(Due(key, board.pk, user.pk, due_on=due_on, **{**words, **more}))

    def provider(self, day, user=None, board=None):
        for due in self:
            if user in (None, due.user_id) or getattr(user, "pk", 0) == due.user_id:
                if board is None or board.pk == due.board_id:
                    yield due


def morning(day=None, hour=8):
    """A moment of a day in London."""
    day = day or datetime.date(2026, 12, 1)
    return datetime.datetime(day.year, day.month, day.day, hour, tzinfo=datetime.UTC)
