"""What workers are killed over: slow papers, and people who owe something."""

import time

from boards.models import AccessRecord, Membership
from learning.deadlines import Due, deadline_provider
from learning.outbox import progress, register

BOARD = "killed-now-and-then"
STEPS = 4


@register("kill.paper")
def build(job):
    """Takes a while in several steps, then keeps one row."""
    for step in range(1, STEPS + 1):
        time.sleep(0.2)
        progress(job, 100 * step // (STEPS + 1))
    return lambda: AccessRecord.objects.create(
        board_id=job.board_id, model="kill.paper", reference=job.pk, action="built"
    )


@deadline_provider
def everybody_owes(day, user=None, board=None):
    """One thing each, due on the day the test began."""
    rows = Membership.objects.live().filter(board__slug=BOARD)
    if user:
        rows = rows.filter(user=user)
    for row in rows.select_related("board"):
        due_on = row.board.active_from
        yield Due(
            f"kill.thing:{row.pk}", row.board_id, row.user_id, "Thing", "/", due_on
        )
