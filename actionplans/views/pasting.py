"""Rows pasted out of Excel or Word into a plan."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actionplans.choices import PlanState
from actionplans.directory import Directory
from actionplans.forms.bringing import PasteForm
from actionplans.guards import plan_or_404
from actionplans.headings import headings_of
from actionplans.importing.pasted import read_pasted
from actionplans.importing.screening import screen, texts_of_rows
from actionplans.rules import may_manage_plan
from actionplans.services import bringing as services
from actionplans.views.bulk import Kind, State, result_url, waiting_or_404
from boards.roles import Permission
from boards.views.forms import form_page


def _require_manage(request, plan) -> None:
    if not may_manage_plan(request.user, plan) or plan.state == PlanState.CLOSED:
        raise PermissionDenied(Permission.MANAGE_PLAN.value)


@require_http_methods(["GET", "POST"])
def plan_paste(request, board, reference):
    """Paste rows. What was pasted is kept until it is added or thrown away."""
    plan = plan_or_404(request, reference)
    _require_manage(request, plan)
    form = PasteForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        waiting = services.keep_waiting(
            board=request.board,
            plan=plan,
            kind=Kind.PASTE,
            by=request.user,
            asked={"text": form.cleaned_data["text"]},
        )
        return redirect("actionplans:paste-preview", request.board.slug, waiting.pk)
    return form_page(
        request,
        form,
        heading=_("Paste rows into the plan"),
        caption=plan.title,
        back_url=plan.get_absolute_url(),
        submit=_("Show what would be added"),
        template="actionplans/plan_paste.html",
        words=headings_of(request.board, request.user),
    )


@require_http_methods(["GET", "POST"])
def paste_preview(request, board, pk):
    """What would be added, what is wrong in each row, and the text to mend."""
    waiting = waiting_or_404(request, pk, Kind.PASTE)
    plan = plan_or_404(request, waiting.plan.reference)
    _require_manage(request, plan)
    if waiting.state != State.PREVIEW:
        return redirect(result_url(request, waiting))
    form = PasteForm(
        request.POST if "text" in request.POST else None,
        initial={"text": waiting.asked.get("text", "")},
        user=request.user,
    )
    directory = Directory(request.board, request.user)
    pasted = read_pasted(waiting.asked.get("text", ""), directory)
    screening = screen(texts_of_rows(pasted), request.user)
    if request.method == "POST":
        if answer := _answer(request, waiting, form, pasted, screening):
            return answer
    return form_page(
        request,
        form,
        heading=_("Check the rows"),
        caption=plan.title,
        back_url=plan.get_absolute_url(),
        submit=_("Show again"),
        template="actionplans/paste_preview.html",
        pasted=pasted,
        screening=screening,
        missing="add" in request.POST,
        waiting=waiting,
        plan=plan,
    )


def _answer(request, waiting, form, pasted, screening):
    """Where to go on; nothing where the page is shown again."""
    if form.is_bound:
        if not form.is_valid():
            return None
        services.ask_change(waiting=waiting, asked=form.cleaned_data)
        return redirect(request.path)
    if not pasted.may_commit:
        messages.error(request, _("Mend the rows first. Nothing was added."))
        return redirect(request.path)
    if not screening.is_cleared(request):
        return None
    try:
        rows = [row.values for row in pasted.rows]
        said = [row.cells.get("progress", "") for row in pasted.rows]
        services.add_pasted(waiting=waiting, rows=rows, said=said, by=request.user)
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
    return redirect(result_url(request, waiting))
