"""What waits for whom: the person's own groups, all open groups for the officers."""

from django.db.models import Q

from dissemination.choices import PlanState
from dissemination.rules import is_officer


def mine(rows, user, board, group: str = "to_group"):
    """Rows that wait for a group the person sits on; for officers, all they see."""
    if is_officer(user, board.pk):
        return rows
    return rows.filter(**{f"{group}__in": user.scope.group_ids})


def open_for(commissions, user, board):
    """Commissions still open, given to or by the person's groups."""
    rows = commissions.open()
    if is_officer(user, board.pk):
        return rows
    groups = user.scope.group_ids
    return rows.filter(Q(to_group__in=groups) | Q(from_group__in=groups))


def lines_for(lines, user, board):
    """Lines of agreed plans not delivered yet, that the person has a part in."""
    rows = lines.outstanding().filter(
        plan__board=board, plan__state=PlanState.AGREED, due_on__isnull=False
    )
    if is_officer(user, board.pk):
        return rows
    agencies = user.scope.agencies.get(board.pk, set())
    return rows.filter(
        Q(owner=user) | Q(agency__in=agencies) | Q(plan__group__in=user.scope.group_ids)
    )
