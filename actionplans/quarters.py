"""Quarterly progress of actions that a lead member, an agency or a group leads on."""

from django.db.models import Case, OuterRef, Q, Subquery, Value, When

from actionplans.choices import OPEN_STATUSES, UpdateKind
from actionplans.models import Action, ActionUpdate
from actionplans.rhythm import Quarter

# What counts as having said how it goes. "No change" is an answer, if a poor one.
TOLD = [
    UpdateKind.PROGRESS, UpdateKind.NO_CHANGE, UpdateKind.DONE, UpdateKind.IMPACT,
    UpdateKind.EXTENDED, UpdateKind.WITHDRAWN,
]  # fmt: skip


def asked_in(user, board, quarter: Quarter):
    """Actions of work plans, and of lead members, that ran in a quarter; with when
    and what was last said of each in it (HAR-29)."""
    _first, end = quarter.moments
    led = Q(lead_member__isnull=False)
    work_plan = Q(plan__source__isnull=True, own_plan_of__isnull=True)
    ran = Q(status__in=OPEN_STATUSES) | Q(status_on__gte=quarter.first)
    rows = Action.objects.visible_to(user).filter(
        led | work_plan, ran, board=board, agreed=True, created_at__lt=end,
        merged_into__isnull=True,
    )  # fmt: skip
    return with_said(rows, quarter)


def with_said(actions, quarter: Quarter):
    """`said_at` and `said` of each action: its last entry within the quarter."""
    first, end = quarter.moments
    last = ActionUpdate.objects.filter(
        action=OuterRef("pk"), kind__in=TOLD, at__gte=first, at__lt=end
    ).order_by("-at", "-pk")
    return actions.annotate(
        said_at=Subquery(last.values("at")[:1]),
        said=Subquery(last.values("text")[:1]),
        said_kind=Subquery(last.values("kind")[:1]),
        told=Case(When(said_at__isnull=True, then=Value(0)), default=Value(1)),
    )
