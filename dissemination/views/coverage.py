"""Which agency is how far with what it was asked: the map of gaps."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from boards.access import allowed, note_access
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from dissemination.coverage import COLUMNS, KEY, coverage
from dissemination.forms.coverage import CoverageFilterForm, asked_requests
from dissemination.models import AgencyPart
from dissemination.recall import with_recall

ORDERS = {
    "gaps": lambda line: (-line.gaps, -line.late, str(line.agency)),
    "agency": lambda line: str(line.agency),
    "reached": lambda line: (-line.reached, str(line.agency)),
    "remembered": lambda line: (-line.unasked, line.remembered, str(line.agency)),
}


@require_GET
def coverage_map(request, board):
    """Agencies by requests, gaps first; each cell opens the agency's part."""
    form = CoverageFilterForm(request.GET, board=request.board, user=request.user)
    form.full_clean()
    requests = _requests(request, form)
    sorting = Sorting(request, dict.fromkeys(ORDERS, ()))
    lines = _sorted(sorting, _lines(request, form, requests))
    if kind := asked_kind(request):
        return _file(request, kind, requests, lines)
    context = {
        "form": form,
        "requests": requests,
        "page": paginate(request, lines),
        "key": KEY,
        "totals": _totals(lines),
        "may_set": allowed(request.user, Permission.MANAGE_BOARD, request.board),
        **sorting.context,
    }
    return render(request, "dissemination/coverage.html", context)


def _requests(request, form) -> list:
    """The one asked for, else the latest; oldest first, as people read a table."""
    chosen = form.cleaned_data.get("request")
    rows = asked_requests(request.user, request.board)
    rows = rows.filter(pk=chosen.pk) if chosen else rows
    return list(rows[:COLUMNS])[::-1]


def _lines(request, form, requests) -> list:
    parts = AgencyPart.objects.visible_to(request.user).filter(request__in=requests)
    parts = with_recall(form.narrow(parts.select_related("agency")).with_counts())
    return [line for line in coverage(parts, requests) if form.keeps(line)]


def _sorted(sorting, lines) -> list:
    down = sorting.asked.startswith("-")
    return sorted(lines, key=ORDERS[sorting.asked.lstrip("-")], reverse=down)


def _totals(lines) -> dict:
    return {
        "gaps": sum(line.gaps for line in lines),
        "late": sum(line.late for line in lines),
        "passed_on": sum(line.passed_on for line in lines),
        "told": sum(line.told for line in lines),
        "pulse_asked": sum(line.pulse_asked for line in lines),
        "pulse_recalled": sum(line.pulse_recalled for line in lines),
        "unasked": sum(line.unasked for line in lines),
    }


def _file(request, kind, requests, lines):
    headings = [_("Agency"), *(f"{one.title} ({one.reference})" for one in requests)]
    headings += [_("Gaps"), _("Reached by the agency"), _("Reached, as teams say")]
    headings += [_("Asked weeks later"), _("Still remember the key points")]
    rows = [
        [
            line.agency,
            *(cell.level.word if cell else _("Not asked") for cell in line.cells),
            line.gaps,
            line.passed_on,
            line.told,
            line.pulse_asked,
            line.pulse_recalled,
        ]
        for line in lines
    ]
    note_access(request.user, request.board, "export coverage")
    return download(kind, f"coverage-{request.board.slug}", headings, rows)
