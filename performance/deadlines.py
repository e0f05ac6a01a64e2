"""Replies owed because of figures, and those an officer has to chase."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.holders import agency_people_of, chairs_of
from boards.querysets import on_own_agency
from boards.roles import RoleName
from learning.deadlines import Chase, Due, chasing_provider, deadline_provider
from performance.models import FigureAsk, FigureReturn

RETURN_DUE = gettext_lazy("Figures due")
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


@deadline_provider
def returns_due(day, user=None, board=None):
    """To leads and executives of each agency whose figures are not in."""
    rows = FigureReturn.objects.filter(handed_in_at__isnull=True)
    if board is not None:
        rows = rows.filter(board=board)
    if user is not None:
        rows = rows.filter(on_own_agency(user.scope))
    rows = list(rows.select_related("agency", "board").order_by("due_on", "pk"))
    people = agency_people_of({row.agency_id for row in rows}, user)
    for row in rows:
        told = set()
        for role in TOLD:
            told |= people.get((row.board_id, row.agency_id, role), set())
        for pk in sorted(told):
            yield _return_due(row, pk)


def _return_due(row, user_id) -> Due:
    return Due(
        key=f"performance.figurereturn:{row.pk}",
        board_id=row.board_id,
        user_id=user_id,
        text=_("Figures of %(period)s, %(agency)s")
        % {"period": row.period_label, "agency": row.agency},
        url=row.get_absolute_url(),
        due_on=row.due_on,
        state=_("Not handed in"),
        plain=RETURN_DUE,
    )


@chasing_provider
def returns_to_chase(day, user):
    """Returns that are late, to officers and chairs. One query."""
    scope = user.scope
    boards = scope.boards_as_business_unit | scope.chaired_board_ids
    rows = FigureReturn.objects.filter(
        board__in=boards, handed_in_at__isnull=True, due_on__lt=day
    )
    for pk, slug, count in _counted(rows):
        place = reverse("performance:returns", args=[slug])
        words = _("returns of figures are late")
        yield Chase(pk, words, count, f"{place}?state=late")


def _counted(rows):
    """(board, slug, how many), in one query."""
    counted = rows.order_by().values("board_id", "board__slug")
    return counted.annotate(count=Count("pk")).values_list(
        "board_id", "board__slug", "count"
    )


@chasing_provider
def replies_to_chase(day, user):
    """Late replies, board by board. One query."""
    rows = FigureAsk.objects.filter(
        board__in=user.scope.boards_as_business_unit,
        replied_at__isnull=True,
        due_on__lt=day,
    )
    for pk, slug, count in _counted(rows):
        place = reverse("performance:asks", args=[slug])
        words = _("replies about figures are late")
        yield Chase(pk, words, count, f"{place}?state=late")
