"""What agencies give to an annual report: the wall, asking, giving."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.access import allowed
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.models import Agency
from boards.roles import Permission
from boards.services.unsaved import forget_typed, keep_typed
from boards.views.forms import written
from boards.views.unsaved import forgotten, keeps_typed, take_up
from learning.views.versioned import wrote
from reporting.annual.drafting.people import member_agencies
from reporting.annual.guards import (
    contribution_or_404,
    may_give,
    report_to_write,
)
from reporting.annual.quoting import answers_for, said_in
from reporting.choices import ContributionState
from reporting.forms.annual_edit_giving import (
    AskForm,
    ContributionFilterForm,
    ContributionForm,
)
from reporting.models import AnnualContribution
from reporting.services.annual_contributions import (
    ask_agencies,
    give,
    write_for_agency,
)
from reporting.services.annual_draft import OPEN
from reporting.views.annual_edit import page_of

GIVE = Permission.SUBMIT
COLUMNS = {
    "state": ("state", "agency__name_en"),
    "agency": ("agency__name_en",),
    "due": ("due_on", "agency__name_en"),
    "given": ("-given_at", "agency__name_en"),
}


@require_GET
def annual_contributions(request, board, reference):
    """Which agency has given and which has not; filter, search, sort, page, export."""
    report = report_to_write(request, reference)
    form = ContributionFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    seen = AnnualContribution.objects.visible_to(request.user).filter(report=report)
    found = sorting.apply(form.apply(seen)).select_related("agency", "given_by")
    if kind := asked_kind(request):
        return _file(request, kind, found)
    page = paginate(request, found)
    for row in page.object_list:
        row.report = report
    silent = seen.filter(state=ContributionState.ASKED)
    context = {
        "report": report,
        "page": page,
        "form": form,
        "silent": silent.count(),
        "today": timezone.localdate(),
        "is_open": report.state in OPEN,
        **sorting.context,
    }
    return render(request, "reporting/annual/contributions.html", context)


def _file(request, kind, found):
    headings = [_("Agency"), _("State"), _("Due on"), _("Given on"), _("Contribution")]
    rows = [
        [
            row.agency.name,
            row.get_state_display(),
            row.due_on,
            timezone.localtime(row.given_at).date() if row.given_at else "",
            row.given_text,
        ]
        for row in found
    ]
    return download(kind, f"contributions-{request.board.slug}", headings, rows)


@require_http_methods(["GET", "POST"])
def annual_contributions_ask(request, board, reference):
    """Ask agencies, or move the day of those that have not given."""
    report = report_to_write(request, reference)
    places = member_agencies(request.user, request.board).order_by()
    agencies = Agency.objects.visible_to(request.user).filter(
        pk__in=places.values("agency")
    )
    form = AskForm(
        request.POST or None,
        agencies=agencies.order_by("name_en"),
        due_on=_due_on(report),
        user=request.user,
    )
    return written(
        request,
        form,
        lambda data: ask_agencies(
            report=report,
            agencies=data["agencies"],
            due_on=data["due_on"],
            by=request.user,
        ),
        heading=_("Ask agencies for their contributions"),
        caption=report.title,
        submit=_("Ask them"),
        hint=_(
            "Every agency's leads find it on Your work and on the page of their "
            "agency, and in the one reminder of the day."
        ),
        back_url=page_of(report, "annual-contributions"),
        done=lambda n: ngettext(
            "%d agency was asked.", "%d agencies were asked.", n
        ) % n,
    )  # fmt: skip


def _due_on(report):
    """The step of the timetable that says so, else the report's own day."""
    step = report.milestones.filter(key="contributions_in").first()
    return step.due_on if step else report.due_on


@require_http_methods(["GET", "POST"])
def annual_contribution(request, board, pk):
    """What one agency gives: its people write it, the officers read and quote it."""
    found = contribution_or_404(request, pk)
    form = _form(request, found) if _may_write(request.user, found) else None
    if request.method == "POST":
        done = _write(request, form, found)
        if done:
            messages.success(request, done)
            return redirect(found)
    context = {
        "contribution": found,
        "report": found.report,
        "form": form,
        "kept": take_up(form, found.unsaved, request.user) if form else None,
        "may_submit": may_give(request.user, found),
        **_for_officer(request.user, found),
    }
    return render(request, "reporting/annual/contribution.html", context)


def _may_write(user, contribution) -> bool:
    """The agency's people; what was given only those who may give it again."""
    if contribution.report.state not in OPEN:
        return False
    asked = contribution.state == ContributionState.ASKED
    return may_give(user, contribution, Permission.ANSWER if asked else GIVE)


def _write(request, form, contribution) -> str:
    """Give it, or keep it for the agency; says what was done, or nothing."""
    giving = "save" not in request.POST
    if form is None or (giving and not may_give(request.user, contribution)):
        raise PermissionDenied(GIVE.value)
    write = _give if giving else _keep
    if not wrote(form, lambda data: write(contribution, data, request.user)):
        return ""
    return _("Given to the board. Thank you.") if giving else _("Saved.")


def _give(contribution, data, by):
    give(
        contribution=contribution,
        text=data["text"],
        state=data["state"],
        version=data["version"],
        by=by,
    )


def _keep(contribution, data, by):
    write_for_agency(
        contribution=contribution, text=data["text"], version=data["version"], by=by
    )


def _for_officer(user, contribution) -> dict:
    """What an editor may quote: the contribution, and words of released returns."""
    report = contribution.report
    if not allowed(user, Permission.MANAGE_BOARD, report):
        return {}
    answers = answers_for(user, report)
    rows = list(answers.filter(agency_return__agency=contribution.agency)[:30])
    for row in rows:
        row.said = said_in(row)
    return {"is_officer": True, "answers": rows, "sections": report.sections.all()}


def _form(request, contribution) -> ContributionForm:
    rows = AnnualContribution.objects.visible_to(request.user)
    row = rows.select_related("report").get(pk=contribution.pk)
    return ContributionForm(
        request.POST or None, instance=row, board=request.board, user=request.user
    )


def _to_write(request, pk):
    found = contribution_or_404(request, pk)
    if not may_give(request.user, found, Permission.ANSWER):
        raise PermissionDenied(Permission.ANSWER.value)
    return found


@keeps_typed
def annual_contribution_words(request, board, pk):
    """Keep the fields of the form as they stand."""
    found = _to_write(request, pk)
    return keep_typed(found.unsaved, posted=request.POST, by=request.user)


@require_POST
def annual_contribution_forget(request, board, pk):
    """Drop one's own words that were not given, on purpose."""
    found = _to_write(request, pk)
    forget_typed(found.unsaved, by=request.user)
    return forgotten(
        request, reverse("reporting:annual-contribution", args=[board, pk])
    )
