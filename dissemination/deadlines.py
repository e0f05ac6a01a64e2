"""What is due of plans and commissions, and from whom; what officers chase."""

from django.db.models import Count, F, Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.holders import agency_people_of, chairs_of, members_of, people_of
from boards.roles import RoleName
from dissemination.choices import PlanState
from dissemination.models import Commission, LearningSummary, PlanLine
from learning.deadlines import Chase, Due, chasing_provider, deadline_provider

LINE_DUE = gettext_lazy("Learning to be shared")
COMMISSION_DUE = gettext_lazy("Commission due")


@deadline_provider
def lines_due(day, user=None, board=None):
    """To the owner; without one to the leads of the agency; else the group's chair."""
    rows = PlanLine.objects.outstanding().filter(
        plan__state=PlanState.AGREED, due_on__isnull=False
    )
    rows = rows.select_related("plan__board", "plan__group", "audience")
    if board is not None:
        rows = rows.filter(plan__board=board)
    if user is not None:
        rows = rows.filter(_part_of(user))
    rows = list(rows.order_by("due_on", "pk"))
    leads = agency_people_of({row.agency_id for row in rows}, user)
    chairs = chairs_of({row.plan.group_id for row in rows}, user)
    inside = members_of({row.plan.group_id for row in rows}, user)
    readers = people_of({row.plan.board_id for row in rows}, user)
    for row in rows:
        told = _told(row, leads, chairs, readers)
        if row.plan.group.restricted:
            told &= inside[row.plan.group_id]
        for pk in sorted(told):
            yield _line_due(row, pk)


def _part_of(user) -> Q:
    return (
        Q(owner=user)
        | Q(agency__in=user.scope.agency_ids)
        | Q(plan__group__in=user.scope.chaired_group_ids)
    )


def _told(row, leads, chairs, readers) -> set[int]:
    """Who is left after somebody gave their part up: the agency, else the chair."""
    board = row.plan.board_id
    if row.owner_id:
        return {row.owner_id} & readers[board]
    if row.agency_id:
        return set(leads[board, row.agency_id, RoleName.AGENCY_LEAD])
    return set(chairs[row.plan.group_id])


def _line_due(row, user_id) -> Due:
    words = {"plan": row.plan.title[:100], "audience": row.audience}
    return Due(
        key=f"dissemination.planline:{row.pk}",
        board_id=row.plan.board_id,
        user_id=user_id,
        text=_("%(plan)s: %(audience)s") % words,
        url=row.plan.get_absolute_url(),
        due_on=row.due_on,
        plain=LINE_DUE,
        restricted=row.plan.group.restricted,
    )


@deadline_provider
def commissions_due(day, user=None, board=None):
    """To the chair of the group that was asked."""
    rows = Commission.objects.open().select_related("board")
    if board is not None:
        rows = rows.filter(board=board)
    if user is not None:
        rows = rows.filter(to_group__in=user.scope.chaired_group_ids)
    rows = list(rows.order_by("due_on", "pk"))
    chairs = chairs_of({row.to_group_id for row in rows}, user)
    for row in rows:
        for pk in sorted(chairs[row.to_group_id]):
            yield _commission_due(row, pk)


def _commission_due(row, user_id) -> Due:
    return Due(
        key=f"dissemination.commission:{row.pk}",
        board_id=row.board_id,
        user_id=user_id,
        text=row.task[:150],
        url=row.get_absolute_url(),
        due_on=row.due_on,
        state=row.get_state_display(),
        plain=COMMISSION_DUE,
    )


@chasing_provider
def to_chase(day, user):
    """Lines and commissions that are late, summaries nobody answered. One query."""
    boards = user.scope.boards_as_business_unit
    lines = PlanLine.objects.visible_to(user).outstanding()
    lines = lines.filter(plan__state=PlanState.AGREED, due_on__lt=day)
    asked = Commission.objects.visible_to(user).open().filter(due_on__lt=day)
    waiting = LearningSummary.objects.visible_to(user).waiting()
    first, *others = (
        _counted(lines.filter(plan__board__in=boards), "lines", "plan__board"),
        _counted(asked.filter(board__in=boards), "commissions", "board"),
        _counted(waiting.filter(board__in=boards), "summaries", "board"),
    )
    for what, pk, slug, number in first.union(*others, all=True):
        page, query, words = CHASED[what]
        address = reverse(f"dissemination:{page}", args=[slug])
        yield Chase(pk, str(words), number, f"{address}?{query}")


def _counted(rows, what, board):
    """What it is, the board, its slug, and how many, board by board."""
    rows = rows.order_by().values(what=Value(what), where=F(board))
    return rows.annotate(slug=F(f"{board}__slug"), number=Count("pk")).values_list(
        "what", "where", "slug", "number"
    )


CHASED = {
    "lines": ("plans", "late=yes", gettext_lazy("audiences are still to be reached")),
    "commissions": ("commissions", "state=late", gettext_lazy("commissions are late")),
    "summaries": (
        "summaries",
        "state=submitted",
        gettext_lazy("summaries of learning wait for an answer"),
    ),
}
