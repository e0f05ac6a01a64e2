"""Annual reports of a board: the list, beginning one, its title and due day."""

from django.db.models import Count, Q
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import allowed, require
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from dissemination.views.writing import form_written
from reporting.annual.guards import report_to_write
from reporting.annual.reading import year_of
from reporting.annual.skeletons import dates_of, skeleton_of
from reporting.forms.annual_edit import ReportFilterForm, ReportForm, StartForm
from reporting.models import AnnualReport
from reporting.services.annual_start import start_report
from reporting.services.annual_steps import write_report

COLUMNS = {
    "year": ("-last_day", "title_en"),
    "title": ("title_en",),
    "due": ("due_on",),
    "state": ("state", "-last_day"),
}


@require_GET
def annual_reports(request, board):
    """Annual reports this person may know of; filter, search, sort, page, export."""
    seen = AnnualReport.objects.visible_to(request.user).filter(board=request.board)
    form = ReportFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(_counted(form.apply(seen)).select_related("board"))
    if kind := asked_kind(request):
        return _file(request, kind, found)
    context = {
        "page": paginate(request, found),
        "form": form,
        "may_write": allowed(request.user, Permission.MANAGE_BOARD, request.board),
        "skeleton": skeleton_of(request.user, request.board),
        **sorting.context,
    }
    return render(request, "reporting/annual/reports.html", context)


def _counted(rows):
    ready = Count("sections", filter=Q(sections__ready=True))
    return rows.annotate(sections_in_all=Count("sections"), sections_ready=ready)


def _file(request, kind, found):
    headings = [_("Reference"), _("Title"), _("Year"), _("State"), _("Due on")]
    rows = [
        [
            row.reference,
            row.title,
            year_of(row),
            row.get_state_display(),
            row.due_on,
        ]
        for row in found
    ]
    return download(kind, f"annual-reports-{request.board.slug}", headings, rows)


@require_http_methods(["GET", "POST"])
def annual_start(request, board):
    """Begin a report: the year and the due day come from the board's framework."""
    require(request.user, Permission.MANAGE_BOARD, request.board)
    skeleton = skeleton_of(request.user, request.board)
    form = StartForm(
        request.POST or None,
        initial=_proposed(skeleton),
        user=request.user,
        board=request.board,
    )
    return form_written(
        request,
        form,
        lambda data: start_report(
            board=request.board,
            template=skeleton,
            values=form.values,
            sent_once=data["sent_once"],
            by=request.user,
        ),
        heading=_("Begin an annual report"),
        submit=_("Begin and draft it"),
        back_url=reverse("reporting:annual-reports", args=[request.board.slug]),
        to=AnnualReport.get_absolute_url,
        done=_("The draft is below. Every block was drawn from the year's records."),
        template="reporting/annual/start.html",
        skeleton=skeleton,
    )


def _proposed(skeleton) -> dict:
    if skeleton is None:
        return {}
    days = dates_of(skeleton.annual)
    year = f"{days.first.year}–{days.last.year}"
    title_cy = f"{skeleton.name_cy} {year}" if skeleton.name_cy else ""
    return {
        "title_en": f"{skeleton.name_en} {year}",
        "title_cy": title_cy,
        "first_day": days.first,
        "last_day": days.last,
        "due_on": days.due,
    }


@require_http_methods(["GET", "POST"])
def annual_report_edit(request, board, reference):
    """What the report is called and when it is due."""
    found = report_to_write(request, reference)
    form = ReportForm(
        request.POST or None, instance=found, user=request.user, board=request.board
    )
    return form_written(
        request,
        form,
        lambda data: write_report(
            report=found, values=form.values, version=data["version"], by=request.user
        ),
        heading=_("Title and due day"),
        back_url=reverse("reporting:annual-report", args=[board, reference]),
        done=_("Saved."),
    )
