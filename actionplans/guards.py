"""Fetching a plan or an action for a page: to read, to change, to review."""

from actionplans.models import Action, ActionPlan
from actionplans.rules import (
    may_edit_action,
    may_manage_plan,
    may_review_impact,
    may_update_action,
    require_rule,
)
from boards.access import get_visible_or_404
from boards.roles import Permission


def plan_or_404(request, reference) -> ActionPlan:
    """A plan this person may know of."""
    rows = ActionPlan.objects.visible_to(request.user).select_related(
        "board", "source", "monitoring_group", "agency", "priority", "coordinator",
        "agreed_by", "confined_to",
    )  # fmt: skip
    return get_visible_or_404(
        rows, request.user, board=request.board, reference=reference
    )


def plan_to_manage(request, reference) -> ActionPlan:
    """A plan this person runs: 404 outside, 403 without the right."""
    found = plan_or_404(request, reference)
    require_rule(may_manage_plan, request.user, found, Permission.MANAGE_PLAN)
    return found


def action_or_404(request, reference) -> Action:
    """An action this person may know of."""
    rows = Action.objects.visible_to(request.user).select_related(
        "board", "board__plan_rhythm", "plan", "plan__source", "plan__board", "agency",
        "owner", "lead_member", "monitoring_group", "priority",
    )  # fmt: skip
    return get_visible_or_404(
        rows, request.user, board=request.board, reference=reference
    )


def action_to_edit(request, reference) -> Action:
    """An action whose words this person may change."""
    found = action_or_404(request, reference)
    require_rule(may_edit_action, request.user, found, Permission.MANAGE_PLAN)
    return found


def action_to_update(request, reference) -> Action:
    """An action of which this person may say how it goes."""
    found = action_or_404(request, reference)
    require_rule(may_update_action, request.user, found, Permission.UPDATE_ACTION)
    return found


def action_to_review(request, reference) -> Action:
    """An action whose impact this person may look at."""
    found = action_or_404(request, reference)
    require_rule(may_review_impact, request.user, found, Permission.REVIEW_IMPACT)
    return found
