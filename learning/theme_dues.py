"""What themes led to and when it is due; notices and late responses to chase."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from boards.holders import chairs_of, officers_of
from boards.panels import Panel, add_panel
from learning.deadlines import (
    WORK,
    Chase,
    Due,
    chasing_provider,
    deadline_provider,
)
from learning.models import RecurrenceNotice, ThemeResponse, ThemesReportStep

RESPONSE_DUE = gettext_lazy("Response to a theme due")


@deadline_provider
def responses_due(day, user=None, board=None):
    """To the chair of the group that took it on, and the officers; of a restricted
    group to its chair alone."""
    if user is not None and not _acts(user.scope):
        return
    rows = ThemeResponse.objects.open().filter(
        due_on__isnull=False, group__isnull=False
    )
    if board is not None:
        rows = rows.filter(board=board)
    if user is not None:
        officer = Q(board__in=user.scope.boards_as_business_unit)
        chair = Q(group__in=user.scope.chaired_group_ids)
        rows = rows.filter(officer | chair)
    rows = rows.select_related("board", "group", "theme__board")
    rows = list(rows.order_by("due_on", "pk"))
    chairs = chairs_of({row.group_id for row in rows}, user)
    officers = officers_of({row.board_id for row in rows}, user)
    for row in rows:
        told = set(chairs[row.group_id])
        if not row.group.restricted:
            told |= officers[row.board_id]
        for pk in sorted(told):
            yield _due(row, pk)


def _acts(scope) -> bool:
    return bool(scope.boards_as_business_unit or scope.chaired_group_ids)


def _due(row, user_id) -> Due:
    return Due(
        key=f"learning.themeresponse:{row.pk}",
        board_id=row.board_id,
        user_id=user_id,
        text=str(row)[:150],
        url=row.get_absolute_url(),
        due_on=row.due_on,
        state=str(row.group),
        plain=RESPONSE_DUE,
        restricted=row.group.restricted,
    )


@chasing_provider
def to_chase(day, user):
    """Notices nobody answered. Late responses stand among what is due. One query."""
    boards = user.scope.boards_as_business_unit
    if not boards:
        return
    rows = RecurrenceNotice.objects.visible_to(user).open().filter(board__in=boards)
    rows = rows.order_by().values_list("board", "board__slug")
    for pk, slug, number in rows.annotate(number=Count("pk")):
        yield Chase(pk, _came_back(number), number, notices_url(slug))


def _came_back(number) -> str:
    return ngettext(
        "theme came back and waits for an answer",
        "themes came back and wait for an answer",
        number,
    )


def notices_url(slug) -> str:
    """Notices nobody answered."""
    return reverse("learning:theme-notices", args=[slug]) + "?state=open"


def waiting_for_chairs(user, record):
    """Chairs, who do not chase: how many themes wait on each of their boards."""
    scope = user.scope
    boards = scope.chaired_board_ids - scope.boards_as_business_unit
    if not boards:
        return None
    rows = RecurrenceNotice.objects.visible_to(user).open().filter(board__in=boards)
    rows = rows.order_by().values("board__slug", "board__name_en")
    rows = list(rows.annotate(number=Count("pk")))
    for row in rows:
        row["url"] = notices_url(row["board__slug"])
        row["words"] = _came_back(row["number"])
    return {"rows": rows} if rows else None


def reports_to_note(user, record):
    """Chairs of groups a themes report reached and nobody noted there."""
    groups = user.scope.chaired_group_ids
    if not groups:
        return None
    steps = ThemesReportStep.objects.visible_to(user)
    steps = steps.filter(to_group__in=groups, noted_at__isnull=True)
    rows = list(steps.select_related("report__board", "to_group").order_by("at"))
    return {"steps": rows} if rows else None


add_panel(
    Panel(
        gettext_lazy("Themes reports to note and forward"),
        "learning/themes_reports_work.html",
        reports_to_note,
        place=WORK,
    )
)
add_panel(
    Panel(
        gettext_lazy("Themes that came back"),
        "learning/theme_notices_work.html",
        waiting_for_chairs,
        place=WORK,
    )
)
