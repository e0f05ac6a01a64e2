"""What is due of panels: open reviews after a cut-over (SOM-13), decisions awaited."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.holders import by_first, chairs_of
from boards.models import SeatHolding
from deaths.choices import OpenState
from deaths.models import Panel
from learning.deadlines import Due, deadline_provider

LIMIT = gettext_lazy("A limit of a panel")


@deadline_provider
def open_reviews_due(day, user=None, board=None):
    """To the panel's chairs and officer: what is not finished by the limit."""
    rows = Panel.objects.filter(cut_over_on__isnull=False, group__board__isnull=False)
    if user is not None:
        if not user.scope.group_ids:
            return
        rows = rows.filter(group__in=user.scope.group_ids)
    if board is not None:
        rows = rows.filter(group__board=board)
    left = Count("open_reviews", filter=Q(open_reviews__state=OpenState.OPEN))
    rows = list(rows.annotate(left=left).filter(left__gt=0)
                .select_related("group__board"))  # fmt: skip
    groups = {row.group_id for row in rows}
    chairs = chairs_of(groups, user) if groups else {}
    officers = _officers(groups, user) if groups else {}
    for row in rows:
        told = set(chairs.get(row.group_id, ())) | officers.get(row.group_id, set())
        for pk in sorted(told):
            yield _due(row, pk)


def _officers(groups, user):
    held = SeatHolding.objects.live().filter(
        user__is_active=True, seat__group__in=groups, seat__role="officer"
    )
    held = held.filter(user=user) if user is not None else held
    return by_first(held, "seat__group_id")


def _due(panel, user_id) -> Due:
    return Due(
        key=f"deaths.panel:{panel.pk}",
        board_id=panel.board_id,
        user_id=user_id,
        text=_("Finish or hand on what is open: %s") % panel,
        url=reverse("deaths:open-reviews", args=[panel.board.slug, panel.pk]),
        due_on=panel.deadline,
        state=_("%s open") % panel.left,
        plain=LIMIT,
        restricted=panel.group.restricted,
    )
