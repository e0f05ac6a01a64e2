"""The work plan of the year: its strands, its tasks, how far they are (SOL-43)."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from dissemination.forms.work import WorkFilterForm, WorkTaskForm
from dissemination.models import WorkTask
from dissemination.rules import may_begin, runs_group
from dissemination.services.work import add_task, edit_task
from dissemination.views.writing import form_written
from dissemination.work_plan import progress_of, strands_of, template_or_404

COLUMNS = {
    "due": ("due_on",),
    "strand": ("strand", "due_on"),
    "task": ("task",),
    "owner": ("owner__full_name", "due_on"),
    "state": ("state", "due_on"),
}


@require_GET
def work_plan(request, board):
    """Every strand and its tasks; filter, search, sort, page, export."""
    template = template_or_404(request.board, request.user)
    strands = strands_of(template)
    seen = WorkTask.objects.visible_to(request.user).filter(board=request.board)
    form = WorkFilterForm(
        request.GET, user=request.user, strands=strands, years=_years(seen)
    )
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(seen)).select_related("group", "owner")
    if kind := asked_kind(request):
        return _file(request, kind, found)
    page = paginate(request, found)
    for row in page.object_list:
        row.may_change = runs_group(request.user, row.board_id, row.group_id)
    context = {
        "page": page,
        "form": form,
        "strands": progress_of(form.apply(seen), strands),
        "title": template.name,
        "may_begin": may_begin(request.user, request.board),
        **sorting.context,
    }
    return render(request, "dissemination/work_plan.html", context)


def _years(rows) -> list[str]:
    return sorted(set(rows.order_by().values_list("year", flat=True)), reverse=True)


def _file(request, kind, rows):
    headings = [
        _("Year"), _("Strand"), _("Task"), _("Group"), _("Owner"), _("Due on"),
        _("State"), _("Progress"),
    ]  # fmt: skip
    table = [
        [
            row.year, row.strand, row.task, str(row.group), str(row.owner or ""),
            row.due_on, row.get_state_display(), row.progress,
        ]
        for row in rows
    ]  # fmt: skip
    return download(kind, f"work-plan-{request.board.slug}", headings, table)


@require_http_methods(["GET", "POST"])
def work_task_add(request, board):
    """Add a task to the year."""
    strands = strands_of(template_or_404(request.board, request.user))
    if not may_begin(request.user, request.board):
        raise PermissionDenied(Permission.MANAGE_PLAN.value)
    form = WorkTaskForm(
        request.POST or None, instance=WorkTask(board=request.board),
        board=request.board, user=request.user, strands=strands,
    )  # fmt: skip

    def write(data):
        return add_task(
            board=request.board, by=request.user, sent_once=data["sent_once"],
            **form.values,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=_plan_url(request), heading=_("Add a task"),
        submit=_("Add the task"), done=_("Added to the work plan."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def work_task_edit(request, board, pk):
    """Change a task, or say how far it is."""
    strands = strands_of(template_or_404(request.board, request.user))
    rows = WorkTask.objects.visible_to(request.user).select_related("group", "owner")
    task = get_visible_or_404(rows, request.user, board=request.board, pk=pk)
    if not runs_group(request.user, task.board_id, task.group_id):
        raise PermissionDenied(Permission.MANAGE_PLAN.value)
    form = WorkTaskForm(
        request.POST or None, instance=task, board=request.board, user=request.user,
        strands=strands,
    )  # fmt: skip

    def write(data):
        return edit_task(
            task=task, values=form.values, version=data["version"], by=request.user
        )

    return form_written(
        request, form, write, back_url=_plan_url(request), done=_("Saved."),
        heading=_("Change the task"), caption=task.strand,
    )  # fmt: skip


def _plan_url(request) -> str:
    return reverse("dissemination:work-plan", args=[request.board.slug])
