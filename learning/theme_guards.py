"""Who reads notices of themes, raises what a theme leads to, and reports on themes."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from boards.access import get_visible_or_404
from boards.models import Group
from boards.roles import Permission
from learning.choices import ThemeReportState
from learning.models import RecurrenceNotice, Theme, ThemeResponse, ThemesReport


def is_officer(user, board_id) -> bool:
    return board_id in user.scope.boards_as_business_unit


def may_respond(user, board) -> bool:
    """The officers, and chairs of the board's groups (CTM-49)."""
    return is_officer(user, board.pk) or board.pk in user.scope.chaired_board_ids


def may_change_response(user, response) -> bool:
    """The officers, and the chair of the group that took it on."""
    return (
        is_officer(user, response.board_id)
        or response.group_id in user.scope.chaired_group_ids
    )


def require_rule(rule, user, record) -> None:
    """403 unless a rule of this module lets the person on."""
    if not rule(user, record):
        raise PermissionDenied(Permission.MANAGE_PLAN.value)


def groups_to_act(user, board):
    """Groups that may take on what a theme leads to: open ones, and for the chair of
    a restricted one their own."""
    own = Q(restricted=True, pk__in=user.scope.chaired_group_ids)
    groups = Group.objects.visible_to(user).of(board)
    return groups.filter(Q(restricted=False) | own)


def open_groups(user, board):
    """Groups a report may be sent to."""
    return Group.objects.visible_to(user).of(board).filter(restricted=False)


def notice_or_404(request, pk) -> RecurrenceNotice:
    """A notice this person may know of."""
    rows = RecurrenceNotice.objects.visible_to(request.user).select_related(
        "theme__board", "tag__source__lead_group", "tag__finding", "answered_by",
        "board",
    )  # fmt: skip
    return get_visible_or_404(rows, request.user, board=request.board, pk=pk)


def response_or_404(request, pk) -> ThemeResponse:
    """A response this person may know of."""
    rows = ThemeResponse.objects.visible_to(request.user).select_related(
        "board", "theme__board", "group", "by"
    )
    return get_visible_or_404(rows, request.user, board=request.board, pk=pk)


def response_to_change(request, pk) -> ThemeResponse:
    """A response this person may change."""
    found = response_or_404(request, pk)
    require_rule(may_change_response, request.user, found)
    return found


def response_to_open(user, board, asked: str) -> ThemeResponse | None:
    """The response somebody follows to its forum or review, by its number in an
    address; None where there is none, or it led somewhere already."""
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 15):
        return None
    rows = ThemeResponse.objects.visible_to(user).select_related("theme", "board")
    found = rows.filter(board=board, pk=asked, source__isnull=True).first()
    return found if found and may_change_response(user, found) else None


def theme_to_act_on(request, pk) -> Theme:
    """A theme from which this person may raise something."""
    rows = Theme.objects.visible_to(request.user).filter(merged_into__isnull=True)
    rows = rows.select_related("board")
    found = get_visible_or_404(rows, request.user, board=request.board, pk=pk)
    require_rule(may_respond, request.user, request.board)
    return found


def may_draft_report(user, board) -> bool:
    """The officers (CTM-48)."""
    return is_officer(user, board.pk)


def report_or_404(request, pk) -> ThemesReport:
    """A report this person drafts, or one their group received."""
    rows = ThemesReport.objects.visible_to(request.user).select_related(
        "board", "created_by"
    )
    return get_visible_or_404(rows, request.user, board=request.board, pk=pk)


def report_to_write(request, pk) -> ThemesReport:
    """A report this person may change: an officer, until it is sent."""
    found = report_or_404(request, pk)
    require_rule(may_draft_report, request.user, found.board)
    if found.state != ThemeReportState.DRAFT:
        raise PermissionDenied(Permission.MANAGE_PLAN.value)
    return found


def stations(user, report) -> set[int]:
    """Groups whose chair the person is, or for the officers all, that have it now."""
    reached = set(report.steps.values_list("to_group", flat=True))
    return own_stations(user, report, reached)


def own_stations(user, report, reached: set[int]) -> set[int]:
    """The same of groups that are known to have it."""
    if is_officer(user, report.board_id):
        return reached
    return reached & user.scope.chaired_group_ids


def report_to_pass_on(request, pk) -> ThemesReport:
    """A report this person may send: an officer, or the chair of a group it reached."""
    found = report_or_404(request, pk)
    officer = is_officer(request.user, found.board_id)
    if not officer and not stations(request.user, found):
        raise PermissionDenied(Permission.MANAGE_PLAN.value)
    return found
