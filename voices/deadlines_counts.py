"""What agencies owe of counts; what officers chase of counts and lessons."""

from django.db.models import Count, F, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.holders import agency_people_of
from boards.querysets import on_own_agency
from boards.roles import RoleName
from learning.deadlines import Chase, Due, chasing_provider, deadline_provider
from voices.choices import ReturnState
from voices.models import ComplaintLesson, CountReturn

COUNTS_DUE = gettext_lazy("Counts of complaints due")
TOLD = [RoleName.AGENCY_LEAD, RoleName.AGENCY_CONTRIBUTOR]


@deadline_provider
def counts_due(day, user=None, board=None):
    """To the leads and contributors of each agency that was asked."""
    rows = CountReturn.objects.outstanding()
    if board is not None:
        rows = rows.filter(board=board)
    if user is not None:
        rows = rows.filter(on_own_agency(user.scope))
    rows = rows.select_related("agency", "board", "round")
    rows = list(rows.order_by("round__due_on", "pk"))
    people = agency_people_of({row.agency_id for row in rows}, user)
    for row in rows:
        told = set().union(*(people[row.board_id, row.agency_id, r] for r in TOLD))
        for pk in sorted(told):
            yield _due(row, pk)


def _due(row, user_id) -> Due:
    words = {"period": row.round.label, "agency": row.agency}
    return Due(
        key=f"voices.countreturn:{row.pk}",
        board_id=row.board_id,
        user_id=user_id,
        text=_("Complaints and compliments, %(period)s: %(agency)s") % words,
        url=row.get_absolute_url(),
        due_on=row.round.due_on,
        state=ReturnState(row.state).label,
        plain=COUNTS_DUE,
    )


@chasing_provider
def counts_to_chase(day, user):
    """Agencies that are late, and lessons nobody follows. One query."""
    boards = user.scope.boards_as_business_unit
    late = CountReturn.objects.visible_to(user).outstanding()
    late = late.filter(board__in=boards, round__due_on__lt=day or timezone.localdate())
    unset = ComplaintLesson.objects.visible_to(user)
    unset = unset.filter(Q(monitored_at__isnull=True), board__in=boards)
    rows = _counted(late, "counts").union(_counted(unset, "lessons"), all=True)
    for what, pk, slug, number in rows:
        page, query, words = CHASED[what]
        address = reverse(f"voices:{page}", args=[slug])
        yield Chase(pk, str(words), number, f"{address}?{query}")


def _counted(rows, what):
    rows = rows.order_by().values(what=Value(what), where=F("board"))
    return rows.annotate(slug=F("board__slug"), number=Count("pk")).values_list(
        "what", "where", "slug", "number"
    )


CHASED = {
    "counts": (
        "counts",
        "gaps=missing",
        gettext_lazy("agencies are late with their counts of complaints"),
    ),
    "lessons": (
        "lessons",
        "followed=unset",
        gettext_lazy("lessons from complaints have no way of being followed"),
    ),
}
