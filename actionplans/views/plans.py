"""Plans, one plan, one action."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from actionplans.models import Action, ActionPlan
from boards.access import get_visible_or_404
from boards.lists import paginate


@require_GET
def plans(request, board):
    """Plans this person may know of."""
    found = ActionPlan.objects.visible_to(request.user).filter(board=request.board)
    page = paginate(request, found.select_related("source", "monitoring_group"))
    return render(request, "actionplans/plans.html", {"page": page})


@require_GET
def plan(request, board, reference):
    """One plan and its actions."""
    found = plan_or_404(request, reference)
    rows = Action.objects.visible_to(request.user).filter(plan=found)
    context = {"plan": found, "actions": rows.select_related("agency", "board")}
    return render(request, "actionplans/plan.html", context)


def plan_or_404(request, reference) -> ActionPlan:
    """A plan this person may know of."""
    rows = ActionPlan.objects.visible_to(request.user).select_related(
        "board", "source", "monitoring_group", "agency", "priority", "coordinator"
    )
    return get_visible_or_404(
        rows, request.user, board=request.board, reference=reference
    )


@require_GET
def action(request, board, reference):
    """One action and everything said of it."""
    found = action_or_404(request, reference)
    return render(request, "actionplans/action.html", {"action": found})


def action_or_404(request, reference) -> Action:
    """An action this person may know of."""
    rows = Action.objects.visible_to(request.user).select_related(
        "board", "plan", "source", "agency", "owner", "lead_member", "monitoring_group"
    )
    return get_visible_or_404(
        rows, request.user, board=request.board, reference=reference
    )
