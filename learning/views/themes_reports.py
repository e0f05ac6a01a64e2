"""Reports on themes: the list, one, its period, and the way it takes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boards.access import get_visible_or_404
from boards.views.forms import form_page
from learning.choices import ThemeReportState
from learning.exports import asked_kind, download
from learning.filters import Sorting, paginate
from learning.forms.themes_reports import (
    ReportFilterForm,
    ReportPeriodForm,
    ReportSendForm,
)
from learning.models import ThemesReport, ThemesReportStep
from learning.services import themes_reports as service
from learning.theme_guards import (
    is_officer,
    may_draft_report,
    may_respond,
    own_stations,
    report_or_404,
    report_to_pass_on,
    report_to_write,
    require_rule,
    stations,
)
from learning.theme_report import table_of
from learning.views.versioned import wrote

FORM = "learning/source_form.html"
COLUMNS = {
    "period": ("-last_day",),
    "title": ("title",),
    "state": ("state", "-last_day"),
}


@require_GET
def themes_reports(request, board):
    """Reports this person drafts or their groups received; filter, sort, export."""
    seen = ThemesReport.objects.visible_to(request.user).filter(board=request.board)
    form = ReportFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    rows = sorting.apply(form.apply(seen)).select_related("board")
    rows = rows.prefetch_related("steps__to_group")
    if kind := asked_kind(request):
        return _file(request, kind, rows)
    context = {
        "page": paginate(request, rows),
        "form": form,
        "may_draft": may_draft_report(request.user, request.board),
        "may_respond": may_respond(request.user, request.board),
        **sorting.context,
    }
    return render(request, "learning/themes_reports.html", context)


def _file(request, kind, rows):
    headings = [_("Title"), _("From"), _("To"), _("State"), _("Received by")]
    table = [
        [
            row.title, row.first_day, row.last_day, row.get_state_display(),
            ", ".join(str(step.to_group) for step in row.steps.all()),
        ]
        for row in rows
    ]  # fmt: skip
    return download(kind, f"themes-reports-{request.board.slug}", headings, table)


@require_GET
def themes_report(request, board, pk):
    """The figures, what they say, and the way the report took."""
    found, user = report_or_404(request, pk), request.user
    table = table_of(found, user)
    if kind := asked_kind(request):
        name = f"themes-report-{found.last_day:%Y-%m}"
        return download(kind, name, table.headings, table.rows)
    steps = ThemesReportStep.objects.visible_to(user).filter(report=found)
    steps = list(steps.select_related("from_group", "to_group", "by", "noted_by"))
    mine = own_stations(user, found, {step.to_group_id for step in steps})
    draft = found.state == ThemeReportState.DRAFT
    officer = is_officer(user, found.board_id)
    context = {
        "report": found,
        "table": table,
        "steps": steps,
        "stations": mine,
        "may_write": draft and officer,
        "may_pass_on": officer or bool(mine),
        "board_name": found.board.name,
    }
    return render(request, "learning/themes_report.html", context)


@require_http_methods(["GET", "POST"])
def themes_report_draft(request, board):
    """Begin a report of a period."""
    require_rule(may_draft_report, request.user, request.board)
    form = ReportPeriodForm(
        request.POST or None,
        instance=ThemesReport(board=request.board),
        board=request.board,
        user=request.user,
    )
    made = []

    def write(data):
        made.append(
            service.draft_report(
                board=request.board, values=form.values, by=request.user,
                sent_once=data["sent_once"],
            )
        )  # fmt: skip

    if request.method == "POST" and wrote(form, write):
        return redirect(made[0].get_absolute_url())
    return form_page(
        request, form, heading=_("Draft a themes report"), template=FORM,
        back_url=reverse("learning:themes-reports", args=[request.board.slug]),
        submit=_("Draft it"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def themes_report_edit(request, board, pk):
    """Change a draft's title or period; two people see both texts."""
    found = report_to_write(request, pk)
    form = ReportPeriodForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        service.change_report(
            report=found, values=form.values, version=data["version"], by=request.user
        )

    back = found.get_absolute_url()
    if request.method == "POST" and wrote(form, write):
        messages.success(request, _("Saved."))
        return redirect(back)
    return form_page(
        request, form, heading=_("Change title or period"), back_url=back,
        template=FORM,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def themes_report_send(request, board, pk):
    """Send it to a group, or forward it to the next."""
    found = report_to_pass_on(request, pk)
    form = ReportSendForm(
        request.POST or None,
        report=found,
        stations=stations(request.user, found),
        officer=is_officer(request.user, found.board_id),
        user=request.user,
    )

    def write(data):
        service.send_report(
            report=found, to_group=data["to_group"], note=data["note"],
            from_group=data.get("from_group"), by=request.user,
        )  # fmt: skip

    back = found.get_absolute_url()
    if request.method == "POST" and wrote(form, write):
        messages.success(request, _("Sent. Members of the group can read it."))
        return redirect(back)
    draft = found.state == ThemeReportState.DRAFT
    return form_page(
        request, form, back_url=back, caption=found.title, submit=_("Send it"),
        heading=_("Send the report") if draft else _("Forward the report"),
        hint=_("Its figures and words are then kept as they are.") if draft else "",
    )  # fmt: skip


@require_POST
def themes_report_note(request, board, pk, step):
    """The group noted the report."""
    found = report_to_pass_on(request, pk)
    mine = stations(request.user, found)
    rows = ThemesReportStep.objects.visible_to(request.user).filter(
        report=found, to_group__in=mine
    )
    service.note_report(
        step=get_visible_or_404(rows, request.user, pk=step), by=request.user
    )
    messages.success(request, _("Noted."))
    return redirect(found.get_absolute_url())
