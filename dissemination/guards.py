"""Fetching summaries, commissions, plans and shares for a page: to read, to change."""

from boards.access import get_visible_or_404
from boards.roles import Permission
from dissemination.models import (
    Commission,
    DisseminationPlan,
    LearningSummary,
    PlanLine,
    ShareRecord,
)
from dissemination.rules import (
    may_answer_commission,
    may_answer_summary,
    may_change_commission,
    may_change_share,
    may_deliver,
    may_manage_plan,
    may_write_summary,
    require_rule,
)


def summary_or_404(request, reference) -> LearningSummary:
    """A summary this person may know of."""
    rows = LearningSummary.objects.visible_to(request.user).select_related(
        "board", "group", "to_group", "source", "submitted_by", "answered_by"
    )
    return get_visible_or_404(
        rows, request.user, board=request.board, reference=reference
    )


def summary_to_write(request, reference) -> LearningSummary:
    """A summary this person's group writes."""
    found = summary_or_404(request, reference)
    require_rule(may_write_summary, request.user, found, Permission.WRITE_FINDINGS)
    return found


def summary_to_answer(request, reference) -> LearningSummary:
    """A summary that was sent to this person's group."""
    found = summary_or_404(request, reference)
    require_rule(may_answer_summary, request.user, found, Permission.MANAGE_PLAN)
    return found


def commission_or_404(request, pk) -> Commission:
    """A commission this person may know of."""
    rows = Commission.objects.visible_to(request.user).select_related(
        "board", "from_group", "to_group", "source", "by", "answered_by"
    )
    return get_visible_or_404(rows, request.user, board=request.board, pk=pk)


def commission_to_change(request, pk) -> Commission:
    """A commission this person's group gave."""
    found = commission_or_404(request, pk)
    require_rule(may_change_commission, request.user, found, Permission.MANAGE_PLAN)
    return found


def commission_to_answer(request, pk) -> Commission:
    """A commission this person's group was given."""
    found = commission_or_404(request, pk)
    require_rule(may_answer_commission, request.user, found, Permission.MANAGE_PLAN)
    return found


def plan_or_404(request, reference) -> DisseminationPlan:
    """A dissemination plan this person may know of."""
    rows = DisseminationPlan.objects.visible_to(request.user).select_related(
        "board", "group", "source", "summary", "agreed_by"
    )
    return get_visible_or_404(
        rows, request.user, board=request.board, reference=reference
    )


def plan_to_manage(request, reference) -> DisseminationPlan:
    """A dissemination plan this person runs."""
    found = plan_or_404(request, reference)
    require_rule(may_manage_plan, request.user, found, Permission.MANAGE_PLAN)
    return found


def line_or_404(request, reference, pk) -> PlanLine:
    """One audience of a plan this person may know of."""
    rows = PlanLine.objects.visible_to(request.user).select_related(
        "plan__board", "plan__group", "plan__source", "audience", "agency", "owner"
    )
    return get_visible_or_404(
        rows, request.user, plan__board=request.board, plan__reference=reference, pk=pk
    )


def line_to_plan(request, reference, pk) -> PlanLine:
    """A line whose words this person may change."""
    found = line_or_404(request, reference, pk)
    require_rule(may_manage_plan, request.user, found.plan, Permission.MANAGE_PLAN)
    return found


def line_to_deliver(request, reference, pk) -> PlanLine:
    """A line this person may say is delivered."""
    found = line_or_404(request, reference, pk)
    require_rule(may_deliver, request.user, found, Permission.UPDATE_ACTION)
    return found


def share_or_404(request, pk) -> ShareRecord:
    """An entry of the log of sharing this person may know of."""
    rows = ShareRecord.objects.visible_to(request.user).select_related(
        "board", "from_group", "to_group", "source", "method", "audience", "by"
    )
    return get_visible_or_404(rows, request.user, board=request.board, pk=pk)


def share_to_change(request, pk) -> ShareRecord:
    """An entry this person wrote, or any for the officers."""
    found = share_or_404(request, pk)
    require_rule(may_change_share, request.user, found, Permission.RAISE_LEARNING)
    return found
