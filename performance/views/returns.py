"""Returns of figures: called for, filled in by their agency, watched by the chair."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404
from boards.exports import asked_kind, download
from boards.forms.words import add_errors
from boards.lists import Sorting, paginate
from boards.roles import Permission
from boards.views.forms import form_page, written
from learning.services.versions import StaleVersion
from performance.forms.returns import CallForm, ReturnForm
from performance.forms.returns_list import ReturnFilterForm
from performance.models import FigureReturn, Indicator, ReturnLine
from performance.rules import (
    answering_agencies,
    require_reader,
    require_rule,
    speaks_for_the_board,
    submitting_agencies,
)
from performance.services import returns as service

COLUMNS = {
    "period": ("-period_end", "agency__name_en"),
    "agency": ("agency__name_en", "-period_end"),
    "due": ("due_on", "agency__name_en"),
    "state": ("handed_in_at", "due_on"),
}


@require_GET
def returns(request, board):
    """Who handed in and who is missing; filter, search, sort, page, export."""
    require_reader(request)
    seen = FigureReturn.objects.visible_to(request.user).filter(board=request.board)
    form = ReturnFilterForm(request.GET)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(seen)).select_related("agency", "handed_in_by")
    if kind := asked_kind(request):
        headings = [_("Period"), _("Agency"), _("Hand in by"), _("Handed in")]
        table = [
            [row.period_label, str(row.agency), row.due_on,
             row.handed_in_at and row.handed_in_at.date()]
            for row in found
        ]  # fmt: skip
        return download(kind, f"returns-of-figures-{board}", headings, table)
    context = {
        "page": paginate(request, found),
        "form": form,
        "missing": seen.filter(handed_in_at__isnull=True).count(),
        "may_call": speaks_for_the_board(request.user, request.board),
        "own": answering_agencies(request.user, request.board.pk),
        **sorting.context,
    }
    return render(request, "performance/returns.html", context)


@require_http_methods(["GET", "POST"])
def returns_call(request, board):
    """Ask every owner for the figures of a period."""
    require_reader(request)
    speaks = speaks_for_the_board(request.user, request.board)
    require_rule(speaks, Permission.SCRUTINISE)
    form = CallForm(request.POST or None, user=request.user)

    def write(data):
        return service.call_for_returns(board=request.board, by=request.user, **data)

    def done(made):
        words = ngettext("%s agency asked.", "%s agencies asked.", made)
        return words % made

    return written(
        request, form, write, heading=_("Ask for figures"), submit=_("Ask for them"),
        back_url=reverse("performance:returns", args=[board]), done=done,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def return_page(request, board, pk):
    """Its agency fills it in; others read it once it is handed in."""
    rows = FigureReturn.objects.visible_to(request.user)
    rows = rows.select_related("agency", "board", "handed_in_by")
    found = get_visible_or_404(rows, request.user, board=request.board, pk=pk)
    answers = found.agency_id in answering_agencies(request.user, found.board_id)
    if answers and not found.handed_in_at:
        return _fill_in(request, found)
    lines = ReturnLine.objects.visible_to(request.user).filter(figure_return=found)
    context = {"found": found, "lines": lines.select_related("indicator__area")}
    return render(request, "performance/return.html", context)


def _fill_in(request, found):
    seen = ReturnLine.objects.visible_to(request.user).filter(figure_return=found)
    known = {line.indicator_id: line for line in seen}
    measures = Indicator.objects.visible_to(request.user).filter(
        board=request.board, owner=found.agency_id
    )
    form = ReturnForm(
        request.POST or None, user=request.user, known=known,
        measures=measures.live(found.period_end).order_by("area__order", "order"),
        initial={"version": found.version},
    )  # fmt: skip
    submits = found.agency_id in submitting_agencies(request.user, found.board_id)
    if request.method == "POST" and _taken(request, form, found, submits):
        return redirect(found.get_absolute_url())
    return form_page(
        request, form, heading=_("Figures of %s") % found.period_label,
        caption=found.agency, submit=_("Keep as a draft"), may_submit=submits,
        back_url=reverse("performance:returns", args=[request.board.slug]),
        template="performance/return_fill_in.html", found=found,
    )  # fmt: skip


def _taken(request, form, found, submits) -> bool:
    """Keep or hand in what was typed; what is refused stands beside its field."""
    if not form.is_valid():
        return False
    handing_in = "hand_in" in request.POST
    require_rule(submits or not handing_in, Permission.SUBMIT)
    take = service.hand_in if handing_in else service.keep_draft
    version = form.cleaned_data["version"]
    try:
        take(figure_return=found, lines=form.lines(), version=version, by=request.user)
    except StaleVersion as problem:
        words = _("Somebody else saved this return meanwhile. Your words are still "
                  "here: read theirs in another window, then save again.")  # fmt: skip
        form.add_error(None, words)
        form.data = form.data.copy()
        form.data["version"] = problem.current.version
        return False
    except ValidationError as problem:
        add_errors(form, problem)
        return False
    messages.success(request, _("Handed in.") if handing_in else _("Draft kept."))
    return True
