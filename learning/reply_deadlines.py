"""Replies to recommendations: due from the addressee's lead, chased by officers."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boards.holders import agency_people_of
from boards.roles import RoleName
from learning.deadlines import Chase, Due, chasing_provider, deadline_provider
from learning.models import Recommendation

REPLY_DUE = gettext_lazy("Reply due")
OPEN_SOURCE = Q(source__lead_group__isnull=True) | Q(
    source__lead_group__restricted=False
)


@deadline_provider
def replies_due(day, user=None, board=None):
    """To the leads of the agency a recommendation is addressed to. What a restricted
    group recommends its addressee does not see, and so does not owe."""
    rows = Recommendation.objects.awaiting_reply().filter(
        OPEN_SOURCE, response_due_on__isnull=False, addressee_agency__isnull=False
    )
    if board is not None:
        rows = rows.filter(board=board)
    if user is not None:
        rows = rows.filter(addressee_agency__in=user.scope.agency_ids)
    rows = list(rows.select_related("board").order_by("response_due_on", "pk"))
    people = agency_people_of({row.addressee_agency_id for row in rows}, user)
    for row in rows:
        lead = (row.board_id, row.addressee_agency_id, RoleName.AGENCY_LEAD)
        for pk in sorted(people[lead]):
            yield _due(row, pk)


def _due(row, user_id) -> Due:
    return Due(
        key=f"learning.recommendation:{row.pk}",
        board_id=row.board_id,
        user_id=user_id,
        text=_("Reply to a recommendation: %(text)s") % {"text": row.text[:80]},
        url=row.get_absolute_url(),
        due_on=row.response_due_on,
        state=_("Not answered yet"),
        plain=REPLY_DUE,
    )


@chasing_provider
def late_replies(day, user):
    """Replies past their day, a board's worth each, for its officers."""
    boards = user.scope.boards_as_business_unit
    if not boards:
        return []
    seen = Recommendation.objects.visible_to(user).reply_overdue(day)
    counts = seen.filter(board__in=boards).order_by().values("board", "board__slug")
    counts = counts.annotate(n=Count("pk"))
    return [_chase(row["board"], row["board__slug"], row["n"]) for row in counts]


def _chase(board_id, slug, number) -> Chase:
    words = ngettext(
        "reply to a recommendation is late",
        "replies to recommendations are late",
        number,
    )
    address = reverse("learning:recommendations", args=[slug])
    return Chase(board_id, words, number, f"{address}?reply=late")
