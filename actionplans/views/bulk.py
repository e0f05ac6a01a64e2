"""Changing many actions at once: choose, say what, look, do."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from actionplans.bulk import MOST, chosen_actions, propose_bulk
from actionplans.composite import CompositePlan
from actionplans.directory import Directory
from actionplans.forms.bulk import BulkForm
from actionplans.models import BringingIn
from actionplans.rights import may_bring
from actionplans.rules import may_edit_action
from actionplans.services import bringing as services
from boards.access import get_visible_or_404
from boards.roles import Permission
from boards.views.forms import form_page

Kind, State = BringingIn.Kind, BringingIn.State


def require_bringing(request) -> None:
    """403 for those who change no action at all."""
    if not may_bring(request.user, request.board):
        raise PermissionDenied(Permission.UPDATE_ACTION.value)


def waiting_or_404(request, pk, kind) -> BringingIn:
    """One's own rows of a kind, waiting or done."""
    rows = BringingIn.objects.visible_to(request.user).select_related("board", "plan")
    return get_visible_or_404(rows, request.user, board=request.board, pk=pk, kind=kind)


def list_url(request, filters="") -> str:
    address = reverse("actionplans:composite", args=[request.board.slug])
    return f"{address}?{filters}" if filters else address


def result_url(request, waiting) -> str:
    return reverse("actionplans:brought", args=[request.board.slug, waiting.pk])


@require_POST
def bulk_choose(request, board):
    """Note which actions were ticked, or all that the filters show."""
    require_bringing(request)
    filters = QueryDict(request.POST.get("filters", ""))
    plan = CompositePlan(request.board, request.user, filters)
    rows = plan.rows
    if request.POST.get("which") != "all":
        ticked = [one for one in request.POST.getlist("tick") if one.isprintable()]
        rows = plan.seen.filter(reference__in=ticked[:MOST])
    pks = list(rows.order_by("due_on", "pk").values_list("pk", flat=True)[: MOST + 1])
    if problem := _problem(pks):
        messages.error(request, problem)
        return redirect(list_url(request, plan.filters))
    waiting = services.keep_waiting(
        board=request.board,
        kind=Kind.BULK,
        by=request.user,
        rows=[{"pk": pk} for pk in pks],
        asked={"filters": plan.filters},
    )
    return redirect("actionplans:bulk", request.board.slug, waiting.pk)


def _problem(pks) -> str:
    if not pks:
        return _("Tick the actions you want to change first.")
    if len(pks) > MOST:
        return _("At most %s actions are changed in one go: narrow the list.") % MOST
    return ""


@require_http_methods(["GET", "POST"])
def bulk(request, board, pk):
    """Say what should change about the chosen actions."""
    require_bringing(request)
    waiting = waiting_or_404(request, pk, Kind.BULK)
    if waiting.state != State.PREVIEW:
        return redirect(result_url(request, waiting))
    actions = list(chosen_actions(waiting, request.user))
    form = BulkForm(
        request.POST or None,
        initial=_initial(waiting),
        directory=Directory(request.board, request.user),
        whole=any(may_edit_action(request.user, one) for one in actions),
        user=request.user,
    )
    if request.method == "POST" and form.is_valid():
        services.ask_change(waiting=waiting, asked={"change": form.change})
        return redirect("actionplans:bulk-preview", request.board.slug, waiting.pk)
    return form_page(
        request,
        form,
        heading=_("Change several actions"),
        back_url=list_url(request, waiting.asked.get("filters", "")),
        submit=_("Show what would change"),
        template="actionplans/bulk.html",
        actions=actions,
    )


def _initial(waiting) -> dict:
    return waiting.asked.get("change", {})


@require_http_methods(["GET", "POST"])
def bulk_preview(request, board, pk):
    """Every change, old and new, and what cannot change with why; then do it."""
    require_bringing(request)
    waiting = waiting_or_404(request, pk, Kind.BULK)
    if waiting.state != State.PREVIEW:
        return redirect(result_url(request, waiting))
    directory = Directory(request.board, request.user)
    proposed = propose_bulk(waiting, directory, request.user)
    if request.method == "POST":
        return commit(request, waiting, proposed)
    back = reverse("actionplans:bulk", args=[request.board.slug, waiting.pk])
    context = preview_context(waiting, proposed) | {"back_url": back}
    return render(request, "actionplans/bulk_preview.html", context)


def preview_context(waiting, proposed) -> dict:
    """What a preview shows: actions that change, parts that cannot, what was seen."""
    changing = [one for one in proposed if one.changes]
    return {
        "waiting": waiting,
        "changing": changing,
        "refused": [one for one in proposed if one.refusals],
        "untouched": len([o for o in proposed if not o.changes and not o.refusals]),
        "seen": ",".join(f"{o.action.pk}:{o.action.version}" for o in changing),
    }


def seen_in(request) -> dict[int, int]:
    """Version of each action the preview showed."""
    pairs = (part.split(":") for part in request.POST.get("seen", "").split(","))
    return {
        int(pair[0]): int(pair[1])
        for pair in pairs
        if len(pair) == 2 and all(p.isdecimal() and len(p) < 12 for p in pair)
    }


def commit(request, waiting, proposed):
    """Make the changes and show what came of it; twice is once."""
    try:
        services.commit_changes(
            waiting=waiting, proposed=proposed, seen=seen_in(request), by=request.user
        )
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
    return redirect(result_url(request, waiting))


@require_GET
def brought(request, board, pk):
    """What came of a change of many actions, a workbook or pasted rows."""
    rows = BringingIn.objects.visible_to(request.user).select_related("plan", "board")
    found = get_visible_or_404(rows, request.user, board=request.board, pk=pk)
    filters = found.asked.get("filters", "")
    context = {"brought": found, "back_url": list_url(request, filters)}
    return render(request, "actionplans/brought.html", context)


@require_POST
def brought_discard(request, board, pk):
    """Throw rows away that were not brought in."""
    rows = BringingIn.objects.visible_to(request.user).select_related("plan", "board")
    found = get_visible_or_404(rows, request.user, board=request.board, pk=pk)
    filters = found.asked.get("filters", "")
    try:
        services.discard(waiting=found)
        messages.success(request, _("Thrown away. No action was changed."))
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
    return redirect(
        found.plan.get_absolute_url() if found.plan else list_url(request, filters)
    )
