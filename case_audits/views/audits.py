"""Multi-agency audits: the list, one of them, opening, changing, asking, receiving."""

from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.access import get_visible_or_404
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from case_audits import guards, rules
from case_audits.board_rules import rules_of
from case_audits.choices import STATE_COLOURS, AuditState, ReturnState
from case_audits.forms.audits import (
    AskForm,
    AuditFilterForm,
    AuditForm,
    CloseForm,
    DecideIssueForm,
    IssueForm,
    ReceiptForm,
)
from case_audits.models import AuditProposal, CaseAudit, CaseReturn, PassedIssue
from case_audits.movement import grades_moved, questions_moved
from case_audits.one_audit import page_of
from case_audits.services import audits as services
from case_audits.views.writing import address, form_written, pressed

COLUMNS = {
    "opened": ("-source__opened_on",),
    "title": ("source__title",),
    "group": ("source__lead_group__name_en",),
    "due": ("due_on", "source__title"),
    "meeting": ("meeting_on", "source__title"),
    "state": ("state", "source__title"),
}


@require_GET
def audits(request, board):
    """Audits the person knows of; filter, search, sort, page, export."""
    rows = _counted(request)
    form = AuditFilterForm(request.GET, board=request.board, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(rows))
    if kind := asked_kind(request):
        return _file(request, kind, found)
    page = paginate(request, found)
    for row in page:
        row.colour = STATE_COLOURS[row.state]
        _count(request.user, row)
    context = {
        "form": form,
        "page": page,
        "runs": rules.runs_audits(request.user, request.board),
        **sorting.context,
    }
    return render(request, "case_audits/audits.html", context)


def _counted(request):
    """Each with how many returns there are and are in, and how many of those this
    person reads: an agency's drafts are nobody else's, not even as a number."""
    seen = CaseReturn.objects.visible_to(request.user)
    seen = Q(returns__in=seen.filter(board=request.board).values("pk"))
    handed_in = Q(returns__state=ReturnState.HANDED_IN)
    rows = CaseAudit.objects.visible_to(request.user).filter(board=request.board)
    return rows.select_related("board", "source__lead_group", "edition").annotate(
        all_parts=Count("returns", distinct=True),
        all_done=Count("returns", filter=handed_in, distinct=True),
        own_parts=Count("returns", filter=seen, distinct=True),
        own_done=Count("returns", filter=seen & handed_in, distinct=True),
    )


def _count(user, row):
    """Who runs an audit knows what is outstanding; others what they read."""
    whose = "all" if rules.may_run(user, row) else "own"
    row.parts, row.done = getattr(row, f"{whose}_parts"), getattr(row, f"{whose}_done")


def _file(request, kind, found):
    found = list(found)
    for row in found:
        _count(request.user, row)
    headings = [_("Reference"), _("Title"), _("Owned by"), _("Tool"), _("State")]
    headings += [_("Returns due on"), _("Board meeting"), _("Returns"), _("Handed in")]
    rows = [
        [
            row.source.reference, row.source.title, row.source.lead_group, row.edition,
            row.get_state_display(), row.due_on or "", row.meeting_on or "",
            row.parts, row.done,
        ]
        for row in found
    ]  # fmt: skip
    return download(kind, f"audits-{request.board.slug}", headings, rows)


@require_GET
def audit(request, board, reference):
    """One audit, and what is next for this person."""
    found = guards.audit_or_404(request, reference)
    context = page_of(request.user, found)
    return render(request, "case_audits/audit.html", context)


@require_http_methods(["GET", "POST"])
def audit_new(request, board):
    """Open an audit: from a theme of the programme, again after one, or by itself."""
    rules.require_rule(
        rules.runs_audits(request.user, request.board), Permission.MANAGE_REVIEW
    )
    proposal, again_of = _proposal(request), _again_of(request)
    form = AuditForm(
        request.POST or None,
        instance=CaseAudit(board=request.board),
        board=request.board,
        user=request.user,
        initial=_begun_with(proposal, again_of),
    )
    if again_of:
        tools = form.fields["edition"].queryset.filter(pk=again_of.edition_id)
        form.fields["edition"].queryset = tools
        form.fields["edition"].help_text = _(
            "The same edition as before, so that movement can be shown."
        )
    return form_written(
        request,
        form,
        lambda said: services.open_audit(
            board=request.board,
            values=form.values,
            sent_once=said["sent_once"],
            by=request.user,
            proposal=proposal,
            again_of=again_of,
        ),
        heading=_("Open a re-audit") if again_of else _("Open an audit"),
        back_url=address("audits", request.board),
        done=_("Opened. Say next which cases could be chosen."),
        to=lambda made: made.get_absolute_url(),
    )


def _proposal(request):
    asked = request.GET.get("proposal", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 15):
        return None
    rows = AuditProposal.objects.visible_to(request.user).filter(
        board=request.board, pk=asked, state="scheduled"
    )
    found = rows.select_related("theme", "group").first()
    return found if found and rules.may_run(request.user, found) else None


def _again_of(request):
    asked = request.GET.get("again", "")
    if not asked:
        return None
    rows = CaseAudit.objects.visible_to(request.user).filter(board=request.board)
    rows = rows.select_related("source__lead_group", "edition")
    found = rows.filter(source__reference=asked).first()
    usable = found and found.is_over and rules.may_run(request.user, found)
    return found if usable else None


def _begun_with(proposal, again_of) -> dict:
    if again_of:
        source = again_of.source
        return {
            "title": _("Re-audit: %s") % source.title[:180],
            "scope": again_of.scope,
            "strand": source.strand,
            "lead_group": source.lead_group_id,
            "edition": again_of.edition_id,
        }
    if proposal:
        return {
            "title": proposal.title,
            "scope": proposal.concern,
            "lead_group": proposal.group_id,
            "meeting_on": proposal.meeting_on,
        }
    return {}


@require_http_methods(["GET", "POST"])
def audit_edit(request, board, reference):
    """Correct what was said when it was opened."""
    found = guards.audit_to_run(request, reference)
    form = AuditForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )
    return form_written(
        request,
        form,
        lambda said: services.change_audit(
            audit=found, values=form.values, version=said["version"], by=request.user
        ),
        heading=_("Change the audit"),
        caption=found.source.title,
        back_url=found.get_absolute_url(),
        done=_("Saved."),
    )


@require_http_methods(["GET", "POST"])
def audit_ask(request, board, reference):
    """Ask agencies to read the cases."""
    found = guards.audit_to_run(request, reference)
    form = AskForm(
        request.POST or None,
        board=request.board,
        user=request.user,
        initial={"due_on": found.due_on},
    )

    def write(said):
        agencies = list(said["agencies"])
        services.ask(
            audit=found, agencies=agencies, due_on=said["due_on"], by=request.user
        )

    return form_written(
        request,
        form,
        write,
        heading=_("Ask agencies to take part"),
        caption=found.source.title,
        hint=_(
            "Each accepts or says why not, and is reminded of the day. What an agency "
            "writes is its own until it hands it in."
        ),
        back_url=found.get_absolute_url(),
        done=_("Agencies are asked."),
        submit=_("Ask"),
    )


@require_POST
def audit_joint(request, board, reference):
    """Begin the joint stage: agencies read each other's returns."""
    found = guards.audit_to_run(request, reference)
    return pressed(
        request,
        lambda: services.begin_joint(audit=found, by=request.user),
        to=found.get_absolute_url(),
        done=_("Agencies now read what the others handed in."),
    )


@require_http_methods(["GET", "POST"])
def audit_receive(request, board, reference):
    """The owning group received the report and decided."""
    found = guards.audit_to_run(request, reference)
    if found.state != AuditState.JOINT:
        return redirect(found)
    form = ReceiptForm(request.POST or None, user=request.user)

    def write(said):
        kept = ("report", "received_on", "decision", "board_on")
        values = {name: said[name] for name in kept}
        services.receive(audit=found, values=values, by=request.user)

    left = found.cases.filter(graded_at__isnull=True).count()
    words = ngettext(
        "%d case has no final grade yet.", "%d cases have no final grade yet.", left
    )
    return form_written(
        request,
        form,
        write,
        heading=_("Receive the report"),
        caption=found.source.title,
        hint=words % left if left else _("From then on the board reads the audit."),
        back_url=found.get_absolute_url(),
        done=_("Received."),
    )


@require_http_methods(["GET", "POST"])
def issue_pass(request, board, reference):
    """Pass an issue to another group."""
    found = guards.audit_to_run(request, reference)
    form = IssueForm(
        request.POST or None,
        instance=PassedIssue(audit=found),
        board=request.board,
        user=request.user,
    )
    return form_written(
        request,
        form,
        lambda said: services.pass_issue(
            audit=found,
            values=form.values,
            sent_once=said["sent_once"],
            by=request.user,
        ),
        heading=_("Pass an issue to another group"),
        caption=found.source.title,
        back_url=found.get_absolute_url(),
        done=_("Passed on."),
    )


@require_http_methods(["GET", "POST"])
def issue_decide(request, board, reference, pk):
    """What the group it was passed to decided."""
    found = guards.issue_to_decide(request, reference, pk)
    form = DecideIssueForm(request.POST or None, instance=found, user=request.user)
    return form_written(
        request,
        form,
        lambda said: services.decide_issue(
            issue=found, values=form.values, version=said["version"], by=request.user
        ),
        heading=_("What your group decided"),
        caption=found.issue[:120],
        back_url=found.audit.get_absolute_url(),
        done=_("Saved."),
    )


@require_http_methods(["GET", "POST"])
def audit_close(request, board, reference):
    """Close it; agencies report again later."""
    found = guards.audit_to_run(request, reference)
    if found.state != AuditState.RECEIVED:
        return redirect(found)
    initial = {
        "version": found.version,
        "months": rules_of(request.board).follow_up_months,
    }
    form = CloseForm(request.POST or None, user=request.user, initial=initial)
    return form_written(
        request,
        form,
        lambda said: services.close_audit(
            audit=found,
            months=said["months"] or [],
            again_on=said["again_on"],
            version=said["version"],
            by=request.user,
        ),
        heading=_("Close the audit"),
        caption=found.source.title,
        back_url=found.get_absolute_url(),
        done=_("Closed. Agencies are reminded to report again."),
        submit=_("Close the audit"),
    )


@require_GET
def movement(request, board, reference):
    """A re-audit beside the audit before, by the same questions."""
    found = guards.audit_or_404(request, reference)
    seen = CaseAudit.objects.visible_to(request.user).select_related("source", "board")
    before = get_visible_or_404(seen, request.user, pk=found.again_of_id or 0)
    released = found.is_over and before.is_over
    works = rules.works_on(request.user, found)
    context = {
        "audit": found,
        "before": before,
        "shown": released or works,
        "grades": grades_moved(found, before) if released or works else [],
        "questions": questions_moved(found, before) if released or works else [],
        "cases": (before.cases.count(), found.cases.count()),
    }
    return render(request, "case_audits/movement.html", context)
