"""Who may ask agencies to pass learning on, who answers for one, who signs."""

from django.core.exceptions import PermissionDenied

from boards.access import allowed, get_visible_or_404, require
from boards.models import Group
from boards.roles import ROLES, Permission
from dissemination.models import AgencyPart, LearningRequest


def groups_to_ask_for(user, board):
    """Open groups on whose behalf a person asks: the officers for each, chairs for
    their own. What a restricted group learns is not asked of anybody outside."""
    rows = Group.objects.visible_to(user).of(board).filter(restricted=False)
    if allowed(user, Permission.MANAGE_PLAN, board):
        return rows
    return rows.filter(pk__in=user.scope.chaired_group_ids)


def may_run(user, request: LearningRequest) -> bool:
    """The officers, and the chair of the asking group."""
    return allowed(user, Permission.MANAGE_PLAN, request)


def works_for(user, part: AgencyPart) -> bool:
    """Whether the person answers for this very agency."""
    return _holds(user, part, Permission.UPDATE_ACTION)


def signs_for(user, part: AgencyPart) -> bool:
    """Whether the person signs for it: its leads and executives (HAR-39)."""
    return _holds(user, part, Permission.REPLY_TO_RECOMMENDATION)


def leads_for(user, part: AgencyPart) -> bool:
    """Whether the person makes links for its teams."""
    return _holds(user, part, Permission.FILE_OWN_LEARNING)


def _holds(user, part, permission) -> bool:
    held = user.scope.agency_roles.get((part.board_id, part.agency_id), ())
    return any(permission in ROLES[role].permissions for role in held)


def request_or_404(asked, reference) -> LearningRequest:
    """A request this person may know of. `asked` is the HTTP request."""
    rows = LearningRequest.objects.visible_to(asked.user).select_related(
        "board", "group", "source", "plan", "briefing", "issued_by"
    )
    return get_visible_or_404(rows, asked.user, board=asked.board, reference=reference)


def request_to_run(asked, reference) -> LearningRequest:
    """A request this person runs: 404 outside, 403 without the right."""
    found = request_or_404(asked, reference)
    require(asked.user, Permission.MANAGE_PLAN, found)
    return found


def part_or_404(asked, reference, pk) -> AgencyPart:
    """An agency's part this person may read."""
    rows = AgencyPart.objects.visible_to(asked.user).select_related(
        "board", "agency", "request__board", "request__group", "request__briefing",
        "answered_by",
    )  # fmt: skip
    return get_visible_or_404(
        rows, asked.user, board=asked.board, request__reference=reference, pk=pk
    )


def part_for(asked, reference, pk, rule=works_for) -> AgencyPart:
    """A part this person works on: 404 outside, 403 where the rule says no."""
    found = part_or_404(asked, reference, pk)
    if not rule(asked.user, found):
        raise PermissionDenied(Permission.ANSWER_REQUEST.value)
    return found
