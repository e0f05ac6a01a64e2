"""Agencies' own audits: the list for the board, planning, asking, depositing."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from case_audits import guards, rules
from case_audits.choices import STATE_COLOURS, SingleState
from case_audits.forms.singles import (
    AskSingleForm,
    DepositForm,
    PlanForm,
    PresentForm,
    ReplyForm,
    SingleFilterForm,
)
from case_audits.models import SingleAudit
from case_audits.services import singles as services
from case_audits.views.writing import address, form_written, pressed
from learning.models import Evidence

COLUMNS = {
    "planned": ("-planned_on",),
    "title": ("title",),
    "agency": ("agency__name_en", "-planned_on"),
    "state": ("state", "-planned_on"),
    "presented": ("-presented_on", "title"),
}


@require_GET
def singles(request, board):
    """Every audit of agencies' own the person may know of, as the board is told."""
    rows = SingleAudit.objects.visible_to(request.user).filter(board=request.board)
    rows = rows.select_related("board", "agency", "group", "presented_to")
    form = SingleFilterForm(request.GET, board=request.board, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(rows))
    if kind := asked_kind(request):
        return _file(request, kind, found)
    page = paginate(request, found)
    for row in page:
        row.colour = STATE_COLOURS[row.state]
    context = {
        "form": form,
        "page": page,
        "may_plan": _files(request).exists(),
        "may_ask": rules.runs_audits(request.user, request.board),
        **sorting.context,
    }
    return render(request, "case_audits/singles.html", context)


def _files(request):
    return rules.agencies_for(request.user, request.board, Permission.FILE_OWN_LEARNING)


def _file(request, kind, found):
    headings = [_("Agency"), _("What is audited"), _("About training"), _("Planned")]
    headings += [_("State"), _("Tool"), _("Objectives"), _("Outcome"), _("Actions")]
    headings += [_("Impact"), _("Presented to"), _("Presented on")]
    rows = [
        [
            row.agency, row.title, _("Yes") if row.of_training else _("No"),
            row.planned_on, row.get_state_display(), row.tool, row.objectives,
            row.outcome, row.actions, row.impact, row.presented_to or "",
            row.presented_on or "",
        ]
        for row in found
    ]  # fmt: skip
    return download(kind, f"agency-audits-{request.board.slug}", headings, rows)


@require_GET
def single(request, board, pk):
    """One audit of an agency's own."""
    found = guards.single_or_404(request, pk)
    user = request.user
    files = rules.files_for(user, found)
    seen = Evidence.objects.visible_to(user).filter(pk=found.evidence_id)
    runs = found.board_id in user.scope.boards_as_business_unit
    runs = runs or found.group_id in user.scope.chaired_group_ids
    context = {
        "single": found,
        "colour": STATE_COLOURS[found.state],
        "may_reply": files and found.state == SingleState.ASKED,
        "may_deposit": files and found.state in ("asked", "planned"),
        "may_change": files and found.state == SingleState.PLANNED,
        "may_keep": files and found.is_deposited and not found.evidence_id,
        "may_present": runs and found.is_deposited,
        "kept": seen.exists(),
        "findings": found.source
        and type(found.source).objects.visible_to(user).filter(pk=found.source_id),
    }
    return render(request, "case_audits/single.html", context)


@require_http_methods(["GET", "POST"])
def single_new(request, board):
    """One more line of the agency's yearly schedule."""
    rules.require_rule(_files(request).exists(), Permission.FILE_OWN_LEARNING)
    return _new(
        request,
        PlanForm,
        services.plan_single,
        heading=_("Plan an audit of your own"),
        hint=_("The board is told of every one. Your agency chooses its topics."),
        done=_("Planned. Your agency is reminded of the day."),
    )


@require_http_methods(["GET", "POST"])
def single_ask(request, board):
    """The board asks an agency for one audit."""
    rules.require_rule(
        rules.runs_audits(request.user, request.board), Permission.MANAGE_REVIEW
    )
    return _new(
        request,
        AskSingleForm,
        services.ask_single,
        heading=_("Ask an agency for an audit"),
        hint=_("The agency says whether it will, and files what it found."),
        done=_("Asked. The agency is reminded of the day."),
    )


def _new(request, form_class, write, **words):
    form = form_class(
        request.POST or None,
        instance=SingleAudit(board=request.board),
        board=request.board,
        user=request.user,
    )
    return form_written(
        request,
        form,
        lambda said: write(
            board=request.board,
            values=form.values,
            sent_once=said["sent_once"],
            by=request.user,
        ),
        back_url=address("singles", request.board),
        to=lambda made: made.get_absolute_url(),
        **words,
    )


@require_http_methods(["GET", "POST"])
def single_edit(request, board, pk):
    """Correct what is planned."""
    found = guards.single_to_file(request, pk)
    if found.state != SingleState.PLANNED:
        return redirect(found)
    form = PlanForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )
    return form_written(
        request,
        form,
        lambda said: services.change_single(
            single=found, values=form.values, version=said["version"], by=request.user
        ),
        heading=_("Change the plan"),
        caption=str(found.agency),
        back_url=found.get_absolute_url(),
        done=_("Saved."),
    )


@require_http_methods(["GET", "POST"])
def single_reply(request, board, pk):
    """Whether the agency makes the audit the board asked for."""
    found = guards.single_to_file(request, pk)
    if found.state != SingleState.ASKED:
        return redirect(found)
    form = ReplyForm(request.POST or None, user=request.user)
    return form_written(
        request,
        form,
        lambda said: services.reply_single(
            single=found,
            accept=said["to"] == "accept",
            reply=said["reply"] or "",
            by=request.user,
        ),
        heading=_("Reply to the board"),
        caption=found.title,
        hint=found.asked_why,
        back_url=found.get_absolute_url(),
        done=_("The board knows."),
    )


@require_http_methods(["GET", "POST"])
def single_deposit(request, board, pk):
    """What was meant, found and done."""
    found = guards.single_to_file(request, pk)
    if found.state not in (SingleState.ASKED, SingleState.PLANNED):
        return redirect(found)
    form = DepositForm(request.POST or None, instance=found, user=request.user)
    return form_written(
        request,
        form,
        lambda said: services.deposit(
            single=found, values=form.values, version=said["version"], by=request.user
        ),
        heading=_("Deposit the audit"),
        caption=found.title,
        hint=_("A few lines each. The group and the board read it. No names."),
        back_url=found.get_absolute_url(),
        done=_("Deposited. Thank you."),
        submit=_("Deposit"),
    )


@require_http_methods(["GET", "POST"])
def single_present(request, board, pk):
    """To whom it was presented, and when."""
    found = guards.single_to_run(request, pk)
    if not found.is_deposited:
        return redirect(found)
    form = PresentForm(request.POST or None, instance=found, user=request.user)
    return form_written(
        request,
        form,
        lambda said: services.present(
            single=found, values=form.values, version=said["version"], by=request.user
        ),
        heading=_("Presented to"),
        caption=found.title,
        back_url=found.get_absolute_url(),
        done=_("Saved."),
    )


@require_POST
def single_keep(request, board, pk):
    """Into the agency's library of evidence."""
    found = guards.single_to_file(request, pk)
    return pressed(
        request,
        lambda: services.keep_as_evidence(single=found, by=request.user),
        to=found.get_absolute_url(),
        done=_("In your evidence. Show it beside any answer of a self-assessment."),
    )
