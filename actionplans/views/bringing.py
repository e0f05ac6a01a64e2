"""The composite plan as a workbook: taken away, changed offline, brought back."""

from dataclasses import asdict

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from actionplans.composite import CompositePlan
from actionplans.directory import Directory
from actionplans.forms.bringing import WorkbookForm
from actionplans.importing.comparing import Comparing
from actionplans.importing.reading import Problem, SheetRow, read_actions
from actionplans.importing.screening import screen, texts_of_changes
from actionplans.importing.workbook import MOST, workbook_of
from actionplans.models import BringingIn
from actionplans.services import bringing as services
from actionplans.views.bulk import (
    Kind,
    State,
    list_url,
    preview_context,
    require_bringing,
    result_url,
    seen_in,
    waiting_or_404,
)
from boards.exports import XLSX
from boards.views.forms import accepted, form_page


@require_GET
def workbook(request, board):
    """The actions shown, as a workbook to change offline."""
    require_bringing(request)
    plan = CompositePlan(request.board, request.user, request.GET)
    total = plan.tally.total
    if total > MOST:
        words = _("A workbook holds at most %s actions: narrow the list first.")
        messages.error(request, words % MOST)
        return redirect(list_url(request, plan.filters))
    rows = plan.rows.order_by("due_on", "pk")
    body = workbook_of(rows, Directory(request.board, request.user))
    response = HttpResponse(body, content_type=XLSX)
    name = f"action-plan-{request.board.slug}-to-change.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
def workbook_upload(request, board):
    """Bring a workbook back. Nothing changes before every change was shown."""
    require_bringing(request)
    form = WorkbookForm(request.POST or None, request.FILES or None, user=request.user)
    made = []
    if request.method == "POST" and accepted(
        form, lambda said: made.append(_keep(request, said["file"]))
    ):
        return redirect("actionplans:workbook-preview", request.board.slug, made[0].pk)
    return form_page(
        request,
        form,
        heading=_("Bring a workbook back"),
        back_url=list_url(request),
        submit=_("Show what would change"),
        template="actionplans/workbook_upload.html",
        waiting=_waiting(request),
    )


def _keep(request, file) -> BringingIn:
    try:
        read = read_actions(file, request.board, request.user)
    except ValidationError as problem:  # stands beside the file
        raise ValidationError({"file": problem.messages}) from problem
    return services.keep_waiting(
        board=request.board,
        kind=Kind.WORKBOOK,
        by=request.user,
        file_name=file.name[-200:],
        rows=[asdict(row) for row in read.rows],
        asked={"problems": [asdict(one) for one in read.problems]},
    )


def _waiting(request):
    rows = BringingIn.objects.visible_to(request.user).filter(
        board=request.board, kind=Kind.WORKBOOK, state=State.PREVIEW
    )
    return list(rows[:5])


@require_http_methods(["GET", "POST"])
def workbook_preview(request, board, pk):
    """Every cell that would change, conflicts with both texts, errors by address."""
    require_bringing(request)
    waiting = waiting_or_404(request, pk, Kind.WORKBOOK)
    if waiting.state != State.PREVIEW:
        return redirect(result_url(request, waiting))
    rows = [SheetRow(**row) for row in waiting.rows]
    found = Comparing(rows, Directory(request.board, request.user)).compare()
    screening = screen(texts_of_changes(found.proposed), request.user)
    if request.method == "POST" and screening.is_cleared(request):
        return _commit(request, waiting, found.proposed)
    kept = [Problem(**one) for one in waiting.asked.get("problems", [])]
    context = preview_context(waiting, found.proposed) | {
        "plain": [one for one in found.proposed if one.plain],
        "conflicts": [one for one in found.proposed if one.conflicts],
        "screening": screening,
        "missing": request.method == "POST",
        "problems": [*kept, *found.problems],
        "back_url": reverse("actionplans:workbook-upload", args=[request.board.slug]),
    }
    return render(request, "actionplans/workbook_preview.html", context)


def _commit(request, waiting, proposed):
    take = {
        (one.action.pk, change.name)
        for one in proposed
        for change in one.conflicts
        if request.POST.get(f"take-{one.action.pk}-{change.name}") == "file"
    }
    try:
        services.commit_changes(
            waiting=waiting,
            proposed=proposed,
            seen=seen_in(request),
            by=request.user,
            take=take,
        )
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
    return redirect(result_url(request, waiting))
