"""The programme: themes proposed, scheduled, declined; the year approved."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import require
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from case_audits import guards, rules
from case_audits.board_rules import rules_of
from case_audits.choices import STATE_COLOURS
from case_audits.forms.programme import (
    ApproveForm,
    DecisionForm,
    ProposalFilterForm,
    ProposalForm,
    SettingsForm,
)
from case_audits.models import AuditProgramme, AuditProposal, CaseAudit
from case_audits.services import programme as services
from case_audits.services import tools as tool_services
from case_audits.views.writing import address, form_written
from learning.theme_guards import response_to_open

COLUMNS = {
    "proposed": ("-proposed_at",),
    "title": ("title",),
    "group": ("group__name_en", "-proposed_at"),
    "begins": ("starts_on", "title"),
    "meeting": ("meeting_on", "title"),
    "state": ("state", "-proposed_at"),
}


@require_GET
def programme(request, board):
    """Themes of the programme; filter, search, sort, page, export."""
    rows = AuditProposal.objects.visible_to(request.user).filter(board=request.board)
    rows = rows.select_related("board", "group", "agency", "programme")
    form = ProposalFilterForm(request.GET, board=request.board, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(rows))
    if kind := asked_kind(request):
        return _file(request, kind, found)
    page = paginate(request, found)
    for row in page:
        row.colour = STATE_COLOURS[row.state]
    years = AuditProgramme.objects.visible_to(request.user).filter(board=request.board)
    years = list(years.select_related("group", "board", "approved_by"))
    for year in years:
        year.runs = rules.may_run(request.user, year)
    context = {
        "form": form,
        "page": page,
        "years": years,
        "may_propose": rules.may_propose(request.user, request.board),
        "may_set": request.board.pk in request.user.scope.boards_as_business_unit,
        **sorting.context,
    }
    return render(request, "case_audits/programme.html", context)


def _file(request, kind, found):
    headings = [_("Theme"), _("Concern"), _("What figures show"), _("On behalf of")]
    headings += [_("Group"), _("State"), _("Rationale"), _("Programme")]
    headings += [_("Begins on"), _("Board meeting")]
    rows = [
        [
            row.title, row.concern, row.trend, row.agency or "", row.group,
            row.get_state_display(), row.reason,
            row.programme.label if row.programme else "",
            row.starts_on or "", row.meeting_on or "",
        ]
        for row in found
    ]  # fmt: skip
    return download(kind, f"audit-programme-{request.board.slug}", headings, rows)


@require_http_methods(["GET", "POST"])
def proposal_new(request, board):
    """Propose a theme for an audit."""
    rules.require_rule(
        rules.may_propose(request.user, request.board), Permission.RAISE_LEARNING
    )
    form = ProposalForm(
        request.POST or None,
        instance=AuditProposal(board=request.board),
        board=request.board,
        user=request.user,
        initial=_begun_with(request),
    )
    return form_written(
        request,
        form,
        lambda said: services.propose(
            board=request.board,
            values=form.values,
            sent_once=said["sent_once"],
            by=request.user,
        ),
        heading=_("Propose a theme for an audit"),
        hint=_("The group reads it, and puts it into its programme or says why not."),
        back_url=address("programme", request.board),
        done=_("Proposed. The group decides."),
        to=lambda made: made.get_absolute_url(),
        submit=_("Propose"),
    )


def _begun_with(request) -> dict:
    """What a theme that returns says already, where it led here."""
    response = response_to_open(
        request.user, request.board, request.GET.get("for_theme", "")
    )
    if response is None:
        return {}
    return {
        "title": response.theme.name,
        "theme": response.theme,
        "concern": response.reason,
    }


@require_GET
def proposal(request, board, pk):
    """One theme, and what the group made of it."""
    found = guards.proposal_or_404(request, pk)
    seen = CaseAudit.objects.visible_to(request.user).filter(proposal=found)
    runs = rules.may_run(request.user, found)
    undecided = found.state == "proposed"
    context = {
        "proposal": found,
        "colour": STATE_COLOURS[found.state],
        "audits": seen.select_related("source", "board"),
        "may_decide": runs and undecided,
        "may_open": runs and found.state == "scheduled",
        "may_change": undecided and (runs or found.created_by_id == request.user.pk),
    }
    return render(request, "case_audits/proposal.html", context)


@require_http_methods(["GET", "POST"])
def proposal_edit(request, board, pk):
    """Correct a theme nobody decided on."""
    found = guards.proposal_or_404(request, pk)
    own = found.created_by_id == request.user.pk
    rules.require_rule(
        own or rules.may_run(request.user, found), Permission.RAISE_LEARNING
    )
    form = ProposalForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )
    return form_written(
        request,
        form,
        lambda said: services.save_proposal(
            proposal=found,
            values=form.values,
            version=said["version"],
            by=request.user,
        ),
        heading=_("Change the proposal"),
        back_url=found.get_absolute_url(),
        done=_("Saved."),
    )


@require_http_methods(["GET", "POST"])
def proposal_decide(request, board, pk):
    """Schedule it with the rationale, or decline it with the reason."""
    found = guards.proposal_to_decide(request, pk)
    form = DecisionForm(
        request.POST or None, user=request.user, initial={"version": found.version}
    )

    def write(said):
        plain = {"reason": said["reason"], "version": said["version"]}
        if said["to"] == "decline":
            return services.decline(proposal=found, by=request.user, **plain)
        when = {name: said[name] for name in ("year", "starts_on", "meeting_on")}
        return services.schedule(proposal=found, by=request.user, **plain, **when)

    return form_written(
        request,
        form,
        write,
        heading=_("Decide on the theme"),
        caption=found.title,
        back_url=found.get_absolute_url(),
        done=_("Decided."),
    )


@require_http_methods(["GET", "POST"])
def programme_approve(request, board, pk):
    """The group approved its programme of a year."""
    found = guards.programme_to_approve(request, pk)
    form = ApproveForm(request.POST or None, instance=found, user=request.user)
    return form_written(
        request,
        form,
        lambda said: services.approve(
            programme=found, by=request.user, version=said["version"], **form.values
        ),
        heading=_("Approve the programme"),
        caption=str(found),
        hint=_("From then on the whole board reads it. A later change asks again."),
        back_url=address("programme", request.board),
        done=_("Approved."),
        submit=_("Approve"),
    )


@require_http_methods(["GET", "POST"])
def settings(request, board):
    """The board's own rules: smallest group shown, when agencies report again."""
    require(request.user, Permission.MANAGE_BOARD, request.board)
    form = SettingsForm(
        request.POST or None, instance=rules_of(request.board), user=request.user
    )
    return form_written(
        request,
        form,
        lambda said: tool_services.save_settings(
            board=request.board,
            values=form.values,
            version=said["version"],
            by=request.user,
        ),
        heading=_("Rules for audits"),
        hint=_("They apply to what is opened from now on."),
        back_url=address("programme", request.board),
        done=_("Saved."),
    )
