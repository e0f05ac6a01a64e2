"""Reports of counts and lessons, and what they show over the years (SOM-25)."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from learning.rules import may_write_findings
from learning.views.of_source import framed
from voices.counting import Reader
from voices.facts import report_kind
from voices.forms.reports import (
    PatternFilterForm,
    ReportFilterForm,
    ReportForm,
    kinds_of,
)
from voices.guards import report_or_404, to_write
from voices.models import AreaReport, CountRound
from voices.patterns import (
    COMPLAINTS,
    pattern_of_complaints,
    pattern_of_reports,
)
from voices.rules import may_report, may_write
from voices.services.reports import change_report, file_report
from voices.views.writing import form_written, listed

COLUMNS = {
    "year": ("-year", "-part"),
    "title": ("source__title",),
    "kind": ("kind", "-year"),
    "agency": ("source__owner_agency__name_en", "-year"),
    "received": ("-received_on",),
}


@require_GET
def reports(request, board):
    """Reports the board received; filter, search, sort, page, export."""
    user = request.user
    seen = AreaReport.objects.visible_to(user).filter(board=request.board)
    form = ReportFilterForm(request.GET, user=user, board=request.board)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(seen)).select_related(
        "board", "source__owner_agency", "received_by"
    )
    headings = [
        _("Reference"), _("Report"), _("Title"), _("Year"), _("Part"), _("Agency"),
        _("What it teaches"), _("What has to improve"), _("Received by"),
        _("Received on"),
    ]  # fmt: skip
    may_add = may_report(user, request.board)
    return listed(
        request, found, template="voices/reports.html", name="reports",
        headings=headings, cells=_cells, sorting=sorting, form=form,
        kinds=kinds_of(request.board) if may_add else [],
    )  # fmt: skip


def _cells(row):
    return [
        row.reference, row.kind_name, row.source.title, row.year,
        row.get_part_display(), row.agency or "", row.source.summary, row.improvement,
        row.received_by or "", row.received_on,
    ]  # fmt: skip


@require_GET
def report(request, board, reference):
    """One report: its themes, its lessons, what has to improve, who received it."""
    found = report_or_404(request, reference)
    reader = Reader.of(request.user, request.board)
    pattern = pattern_of_reports([found], reader)
    cells = [cell for line in pattern.lines for cell in line.cells]
    context = {
        **framed(request, found.source, "voices:report"),
        "report": found,
        "pattern": pattern,
        "reader": reader,
        "is_any_back": any(
            cell.number.is_back for cell in [*cells, *pattern.total.cells]
        ),
        "may_write": may_write(request.user, found) and _reads_all(reader, found),
        "may_find": may_write_findings(request.user, found.source),
    }
    return render(request, "voices/report.html", context)


def _reads_all(reader, found) -> bool:
    """Nobody changes numbers they may not read."""
    return reader.is_officer or found.source.owner_agency_id in reader.own


@require_http_methods(["GET", "POST"])
def report_add(request, board, kind):
    """File a report of one kind: sums and lessons only."""
    if not may_report(request.user, request.board):
        raise PermissionDenied(Permission.FILE_OWN_LEARNING.value)
    if report_kind(request.board, kind) is None:
        raise Http404
    new = AreaReport(board=request.board, kind=kind)
    form = ReportForm(
        request.POST or None, instance=new, board=request.board, user=request.user
    )

    def write(data):
        return file_report(
            board=request.board, values=form.values, lines=form.theme_lines,
            by=request.user, sent_once=data["sent_once"],
        )  # fmt: skip

    return form_written(
        request, form, write, heading=_("File a report"), caption=new.kind_name,
        back_url=reverse("voices:reports", args=[request.board.slug]),
        done=_("Filed."), to=lambda made: made.get_absolute_url(),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def report_change(request, board, reference):
    """Correct a report, or say who received it."""
    found = to_write(request, report_or_404(request, reference))
    if not _reads_all(Reader.of(request.user, request.board), found):
        raise PermissionDenied(Permission.FILE_OWN_LEARNING.value)
    form = ReportForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        return change_report(
            report=found, values=form.values, lines=form.theme_lines,
            version=data["version"], by=request.user,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=found.get_absolute_url(),
        heading=_("Change the report"), caption=found.kind_name, done=_("Saved."),
    )  # fmt: skip


ORDERS = {
    "theme": lambda line: line.name,
    "points": lambda line: (not line.points_to_improvement, line.name),
}


@require_GET
def patterns(request, board):
    """Themes of complaints or of reports over the years; what points to
    improvement first."""
    form = PatternFilterForm(request.GET, user=request.user, board=request.board)
    form.full_clean()
    reader = Reader.of(request.user, request.board)
    found = _pattern(request, form.kind_asked, reader)
    sorting = Sorting(request, dict.fromkeys(["points", "theme"], ()))
    lines = [line for line in found.lines if _kept(line, form.cleaned_data)]
    down = sorting.asked.startswith("-")
    lines = sorted(lines, key=ORDERS[sorting.asked.lstrip("-")], reverse=down)
    if kind := asked_kind(request):
        return _file(request, kind, found, lines)
    shown = [*lines, found.total] if found.total else lines
    context = {
        "form": form,
        "pattern": found,
        "page": paginate(request, lines),
        "reader": reader,
        "is_any_back": any(c.number.is_back for line in shown for c in line.cells),
        "of": dict(form.fields["kind"].choices)[form.kind_asked],
        **sorting.context,
    }
    return render(request, "voices/patterns.html", context)


def _pattern(request, kind, reader):
    if kind == COMPLAINTS:
        rounds = CountRound.objects.visible_to(request.user)
        rounds = list(rounds.filter(board=request.board).select_related("board"))
        return pattern_of_complaints(rounds, request.board, reader)
    rows = AreaReport.objects.visible_to(request.user)
    rows = rows.filter(board=request.board, kind=kind)
    rows = rows.select_related("board", "source__owner_agency")
    return pattern_of_reports(rows, reader)


def _kept(line, asked) -> bool:
    words = asked.get("q", "").casefold().split()
    named = all(word in line.name.casefold() for word in words)
    return named and (asked.get("points") != "yes" or line.points_to_improvement)


def _file(request, kind, found, lines):
    headings = [_("Theme"), *(column.name for column in found.columns)]
    headings.append(_("Points to improvement"))
    rows = [
        [
            line.name, *(cell.number.said for cell in line.cells),
            _("Yes") if line.points_to_improvement else "",
        ]
        for line in lines
    ]  # fmt: skip
    if found.total:
        whole = [cell.number.said for cell in found.total.cells]
        rows.append([_("All"), *whole, ""])
    return download(kind, f"patterns-{request.board.slug}", headings, rows)
