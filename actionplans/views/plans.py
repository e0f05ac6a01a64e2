"""Plans: the list, one plan as a sheet, its print."""

from django.db.models import Count, Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from actionplans.choices import ActionStatus
from actionplans.forms.plans import PlanFilterForm
from actionplans.guards import plan_or_404
from actionplans.headings import headings_of
from actionplans.models import ActionPlan, ProgressReport
from actionplans.rules import (
    agencies_to_plan_for,
    may_challenge,
    may_manage_plan,
    may_open_plan,
)
from actionplans.sheet import Sheet
from boards.access import allowed, can_view
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission

COLUMNS = {
    "opened": ("-created_at",),
    "title": ("title",),
    "group": ("monitoring_group__name_en", "title"),
    "state": ("state", "title"),
    "left": ("-left", "title"),
}


@require_GET
def plans(request, board):
    """Plans this person may know of; filter, search, sort, page, export."""
    seen = ActionPlan.objects.visible_to(request.user).filter(board=request.board)
    form = PlanFilterForm(request.GET, user=request.user, board=request.board)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(_counted(form.apply(seen)))
    if kind := asked_kind(request):
        return _file(request, kind, found)
    context = {
        "page": paginate(request, found),
        "form": form,
        "may_open": may_open_plan(request.user, request.board),
        "may_set_rhythm": allowed(request.user, Permission.MANAGE_BOARD, request.board),
        "may_open_own": bool(agencies_to_plan_for(request.user, request.board)),
        **sorting.context,
    }
    return render(request, "actionplans/plans.html", context)


def _counted(plans):
    """With numbers of actions: all, not settled, late, done but not shown to work."""
    live = Q(actions__isnull=False, actions__merged_into__isnull=True)
    live &= ~Q(actions__status=ActionStatus.WITHDRAWN)
    blue = Q(actions__status=ActionStatus.BLUE)
    late = Q(actions__due_on__lt=timezone.localdate())
    ended = [ActionStatus.DONE, ActionStatus.BLUE]
    late &= live & ~Q(actions__status__in=ended)
    return plans.select_related("monitoring_group", "agency", "board").annotate(
        number=Count("actions", filter=live, distinct=True),
        embedded=Count("actions", filter=live & blue, distinct=True),
        left=Count("actions", filter=live & ~blue, distinct=True),
        late=Count("actions", filter=late, distinct=True),
    )


def _file(request, kind, plans):
    headings = [
        _("Reference"), _("Title"), _("Monitored by"), _("Agency"),
        _("Board that owns the plan"), _("State"), _("Composite plan"), _("Actions"),
        _("Embedded"), _("Late"),
    ]  # fmt: skip
    rows = [
        [
            row.reference, row.title, row.monitoring_group or "", row.agency or "",
            row.owning_board, row.get_state_display(),
            _("Yes") if row.composite else row.not_composite_reason or _("No"),
            row.number, row.embedded, row.late,
        ]
        for row in plans
    ]  # fmt: skip
    return download(kind, f"plans-{request.board.slug}", headings, rows)


@require_GET
def plan(request, board, reference):
    """One plan under the headings of the board's own form."""
    found = plan_or_404(request, reference)
    reports = ProgressReport.objects.visible_to(request.user).filter(plan=found)
    context = {
        **_sheet(request, found),
        "reports": reports.select_related("lead"),
        "may_manage": may_manage_plan(request.user, found),
        "may_challenge": may_challenge(request.user, found),
    }
    return render(request, "actionplans/plan.html", context)


@require_GET
def plan_print(request, board, reference):
    """The plan as a landscape table, exactly under the form's eight headings."""
    found = plan_or_404(request, reference)
    return render(request, "actionplans/plan_print.html", _sheet(request, found))


def _sheet(request, plan) -> dict:
    source = plan.source if plan.source_id else None
    return {
        "plan": plan,
        "source": source if source and can_view(request.user, source) else None,
        "sheet": Sheet(plan, request.user),
        "words": headings_of(request.board, request.user).words,
    }
