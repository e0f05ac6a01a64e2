"""Replies owed because of figures, and those an officer has to chase."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.holders import agency_people_of, chairs_of
from boards.querysets import on_own_agency
from boards.roles import RoleName
from learning.deadlines import Chase, Due, chasing_provider, deadline_provider
from performance.models import FigureAsk

REPLY_DUE = gettext_lazy("Reply about figures due")
TOLD = [RoleName.AGENCY_LEAD, RoleName.AGENCY_EXECUTIVE]


@deadline_provider
def replies_due(day, user=None, board=None):
    """To leads and executives of the agency asked, or to the chairs of the group."""
    rows = FigureAsk.objects.filter(replied_at__isnull=True)
    if board is not None:
        rows = rows.filter(board=board)
    if user is not None:
        chaired = Q(group__in=user.scope.chaired_group_ids)
        rows = rows.filter(on_own_agency(user.scope) | chaired)
    rows = list(
        rows.select_related("agency", "group", "board").order_by("due_on", "pk")
    )
    people = agency_people_of({row.agency_id for row in rows}, user)
    chairs = chairs_of({row.group_id for row in rows} - {None}, user)
    for row in rows:
        told = set(chairs.get(row.group_id, ()))
        for role in TOLD:
            told |= people.get((row.board_id, row.agency_id, role), set())
        for pk in sorted(told):
            yield _due(row, pk)


def _due(row, user_id) -> Due:
    return Due(
        key=f"performance.figureask:{row.pk}",
        board_id=row.board_id,
        user_id=user_id,
        text=_("Reply about figures: %s") % row.get_kind_display(),
        url=reverse("performance:ask-reply", args=[row.board.slug, row.pk]),
        due_on=row.due_on,
        state=str(row.asked_of),
        plain=REPLY_DUE,
    )


@chasing_provider
def replies_to_chase(day, user):
    """Late replies, board by board. One query."""
    rows = FigureAsk.objects.filter(
        board__in=user.scope.boards_as_business_unit,
        replied_at__isnull=True,
        due_on__lt=day,
    )
    late: dict[tuple, int] = {}
    for pk, slug in rows.values_list("board_id", "board__slug"):
        late[pk, slug] = late.get((pk, slug), 0) + 1
    for (pk, slug), count in late.items():
        place = reverse("performance:asks", args=[slug])
        words = _("replies about figures are late")
        yield Chase(pk, words, count, f"{place}?state=late")
