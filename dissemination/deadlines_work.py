"""Tasks of the work plan that fall due, and from whom (SOL-43)."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.holders import chairs_of, people_of
from dissemination.models import WorkTask
from learning.deadlines import Due, deadline_provider

TASK_DUE = gettext_lazy("Task of a work plan")


@deadline_provider
def tasks_due(day, user=None, board=None):
    """To the owner while they have a part on the board, else to the group's chair."""
    rows = WorkTask.objects.open().select_related("board", "group")
    if board is not None:
        rows = rows.filter(board=board)
    if user is not None:
        chaired = user.scope.chaired_group_ids
        rows = rows.filter(Q(owner=user) | Q(group__in=chaired))
    rows = list(rows.order_by("due_on", "pk"))
    chairs = chairs_of({row.group_id for row in rows}, user)
    readers = people_of({row.board_id for row in rows}, user)
    for row in rows:
        told = {row.owner_id} & readers[row.board_id] or set(chairs[row.group_id])
        for pk in sorted(told):
            yield _due(row, pk)


def _due(row, user_id) -> Due:
    return Due(
        key=f"dissemination.worktask:{row.pk}",
        board_id=row.board_id,
        user_id=user_id,
        text=_("Work plan: %s") % row.task[:150],
        url=reverse("dissemination:work-plan", args=[row.board.slug]),
        due_on=row.due_on,
        plain=TASK_DUE,
        restricted=row.group.restricted,
    )
