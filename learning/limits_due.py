"""Limits of sources that run out: who keeps them is told."""

from django.utils.translation import gettext_lazy as _

from boards.holders import chairs_of, members_of, officers_of
from learning.deadlines import Due, deadline_provider
from learning.models import LearningSource, Milestone

LIMIT_DUE = _("Time limit of a review")


def _open_limits(board):
    rows = Milestone.objects.running().select_related(
        "source__board", "source__lead_group"
    )
    return rows if board is None else rows.filter(source__board=board)


@deadline_provider
def limits_due(day, user=None, board=None):
    """To the business unit and the chair of the lead group; of a restricted group
    to its own members only."""
    rows = _open_limits(board)
    if user is not None and not _keeps_any(user.scope):
        return
    if user is not None:  # a conflict of interest keeps away even those who run it
        seen = LearningSource.objects.visible_to(user)
        rows = rows.filter(source__in=seen.values("pk"))
    rows = list(rows.order_by("due_on", "pk"))
    groups = {row.source.lead_group_id for row in rows}
    officers = officers_of({row.source.board_id for row in rows}, user)
    chairs, members = chairs_of(groups, user), members_of(groups, user)
    for row in rows:
        source = row.source
        told = officers[source.board_id] | chairs[source.lead_group_id]
        if _is_restricted(source):
            told = members[source.lead_group_id]
        for pk in sorted(told):
            yield _due(row, pk)


def _keeps_any(scope) -> bool:
    return bool(scope.boards_as_business_unit or scope.group_ids)


def _is_restricted(source) -> bool:
    return bool(source.lead_group_id and source.lead_group.restricted)


def _due(row, user_id) -> Due:
    return Due(
        key=f"learning.milestone:{row.pk}",
        board_id=row.source.board_id,
        user_id=user_id,
        text=f"{row.name}: {row.source.title}",
        url=row.source.get_absolute_url(),
        due_on=row.due_on,
        state=row.source.reference,
        plain=LIMIT_DUE,
        restricted=_is_restricted(row.source),
    )
