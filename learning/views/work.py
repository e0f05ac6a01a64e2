"""Your work: the page people land on, across all their boards."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from boards.access import allowed
from boards.models import Board
from boards.panels import panels_for
from boards.roles import Permission
from learning.deadlines import WORK, chases
from learning.work import ChaseRow, parts, rows_of


@require_GET
def your_work(request):
    """What is due from me or my agency, and what I have to chase."""
    user, day = request.user, timezone.localdate()
    request.my_boards = list(Board.objects.visible_to(user))
    boards = {board.pk: board for board in request.my_boards}
    to_chase = _to_chase(user, boards, day)
    context = {
        "parts": parts(rows_of(user, boards, day)),
        "chasing": to_chase,
        "chases": any(allowed(user, Permission.CHASE, b) for b in boards.values()),
        "panels": panels_for(user, user, WORK),
        "several": len(boards) > 1,
    }
    return render(request, "learning/your_work.html", context)


def _to_chase(user, boards, day):
    """Counts of the boards on which the person may chase."""
    mine = {pk for pk, b in boards.items() if allowed(user, Permission.CHASE, b)}
    if not mine:
        return []
    found = [chase for chase in chases(day, user) if chase.board_id in mine]
    return [ChaseRow(chase, boards[chase.board_id]) for chase in found]
