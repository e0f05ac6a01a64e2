"""Progress reports of lead members; quarterly progress; the board's rhythm."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from actionplans.forms.linking import NoteForm
from actionplans.forms.plans import ReportAskForm, ReportGiveForm, RhythmForm
from actionplans.guards import plan_to_manage
from actionplans.models import ProgressReport
from actionplans.people import leads_for
from actionplans.quarters import asked_in
from actionplans.rhythm import Quarter, rhythm_of
from actionplans.rules import may_challenge
from actionplans.services import reports as services
from actionplans.services.rhythm import keep_rhythm
from actionplans.sheet import Sheet
from actionplans.state import state_of
from boards.access import get_visible_or_404, require
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from boards.views.forms import form_page, written
from frameworks.calendar import add_months
from learning.views.versioned import wrote


@require_http_methods(["GET", "POST"])
def report_ask(request, board, reference):
    """Ask a lead member how a plan goes."""
    plan = plan_to_manage(request, reference)
    months = rhythm_of(request.board).report_months
    form = ReportAskForm(
        request.POST or None,
        initial={"due_on": add_months(timezone.localdate(), months)},
        people=leads_for(request.user, plan),
        user=request.user,
    )

    def write(data):
        return services.ask_report(plan=plan, by=request.user, **data)

    return written(
        request, form, write, back_url=plan.get_absolute_url(), submit=_("Ask"),
        heading=_("Ask for a progress report"), caption=plan.title,
        hint=_("When it is given, the next one is asked for by itself."),
    )  # fmt: skip


def _report_or_404(request, pk):
    rows = ProgressReport.objects.visible_to(request.user).select_related(
        "plan__board", "plan__source", "board", "lead"
    )
    return get_visible_or_404(rows, request.user, board=request.board, pk=pk)


@require_http_methods(["GET", "POST"])
def report(request, board, pk):
    """One report and what members said of it; a draft is its writer's alone."""
    found = _report_or_404(request, pk)
    may_note = bool(found.given_on) and may_challenge(request.user, found.plan)
    form = NoteForm(request.POST or None, user=request.user)

    def write(data):
        services.note_report(report=found, by=request.user, **data)

    if request.method == "POST":
        if not may_note:
            raise PermissionDenied(Permission.CHALLENGE_PLAN.value)
        if wrote(form, write):
            messages.success(request, _("It is on the record."))
            return redirect("actionplans:report", request.board.slug, found.pk)
    context = {
        "report": found,
        "notes": found.notes.select_related("by"),
        "form": form if may_note else None,
        "may_give": not found.given_on and found.lead_id == request.user.pk,
        "state": state_of(Sheet(found.plan, request.user).actions),
    }
    return render(request, "actionplans/report.html", context)


@require_http_methods(["GET", "POST"])
def report_give(request, board, pk):
    """The lead member writes it; a draft is kept until it is given."""
    found = _report_or_404(request, pk)
    if found.lead_id != request.user.pk:
        raise PermissionDenied(Permission.CHALLENGE_PLAN.value)
    if found.given_on:
        raise Http404
    form = ReportGiveForm(request.POST or None, instance=found, user=request.user)
    give = "give" in request.POST

    def write(data):
        act = services.give_report if give else services.keep_draft
        act(report=found, text=data["text"], version=data["version"], by=request.user)

    if request.method == "POST" and wrote(form, write):
        said = _("The board has your report.") if give else _("Your draft is kept.")
        messages.success(request, said)
        name = "report" if give else "report-give"
        return redirect(f"actionplans:{name}", request.board.slug, found.pk)
    back = reverse("actionplans:report", args=[request.board.slug, found.pk])
    state = state_of(Sheet(found.plan, request.user).actions)
    return form_page(
        request, form, heading=_("Your progress report"), caption=found.plan.title,
        back_url=back, template="actionplans/report_give.html", state=state,
    )  # fmt: skip


COLUMNS = {
    "told": ("told", "due_on"),
    "action": ("text",),
    "lead": ("lead_member__full_name", "agency__name_en"),
    "due": ("due_on",),
}


@require_GET
def quarterly(request, board):
    """What leads said of their actions in a quarter; who said nothing (HAR-29)."""
    now = Quarter.of(timezone.localdate())
    quarter = Quarter.read(request.GET.get("quarter", "")) or now
    rows = asked_in(request.user, request.board, quarter)
    sorting = Sorting(request, COLUMNS)
    rows = sorting.apply(rows).select_related(
        "agency", "lead_member", "monitoring_group", "board"
    )
    if kind := asked_kind(request):
        return _file(request, kind, quarter, rows)
    context = {
        "page": paginate(request, rows),
        "quarter": quarter,
        "now": now,
        "silent": rows.filter(told=0).count(),
        **sorting.context,
    }
    return render(request, "actionplans/quarterly.html", context)


def _file(request, kind, quarter, rows):
    headings = [
        _("Reference"), _("Action"), _("Lead"), _("Timescale"), _("Status"),
        _("Said in the quarter on"), _("Progress"), _("Late"),
    ]  # fmt: skip
    lines = [
        [
            row.reference, row.text,
            row.lead_member or row.agency or row.monitoring_group or "",
            row.due_on, row.get_status_display(),
            row.said_at.date() if row.said_at else "", row.said or "",
            _("Yes") if quarter.is_over and not row.said_at else _("No"),
        ]
        for row in rows
    ]  # fmt: skip
    name = f"quarter-{quarter.key}-{request.board.slug}"
    return download(kind, name, headings, lines)


@require_http_methods(["GET", "POST"])
def plan_rhythm(request, board):
    """How often the board looks at its plans: every number in one place."""
    require(request.user, Permission.MANAGE_BOARD, request.board)
    rhythm = rhythm_of(request.board)
    form = RhythmForm(request.POST or None, instance=rhythm, user=request.user)

    def write(data):
        keep_rhythm(
            board=request.board, values=form.values, version=data["version"],
            by=request.user,
        )  # fmt: skip

    back = reverse("actionplans:plans", args=[request.board.slug])
    if request.method == "POST" and wrote(form, write):
        messages.success(request, _("Saved."))
        return redirect(back)
    return form_page(
        request, form, heading=_("How often plans are looked at"), back_url=back,
        template="actionplans/versioned_form.html",
    )  # fmt: skip
