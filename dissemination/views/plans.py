"""Dissemination plans: the list, one plan, opening, agreeing, closing."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import allowed
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from dissemination.forms.plans import PlanFilterForm, PlanForm
from dissemination.guards import (
    plan_or_404,
    plan_to_manage,
    summary_to_answer,
)
from dissemination.headings import PLAN, headings_of
from dissemination.models import DisseminationPlan, LearningSummary, PlanLine
from dissemination.queries import counted, lines_of, source_seen
from dissemination.rules import may_begin, may_deliver, may_manage_plan, runs_group
from dissemination.services.plans import agree_plan, close_plan, edit_plan, open_plan
from dissemination.steps import steps
from dissemination.views.writing import confirmed, form_written
from learning.views.of_source import source_or_404

COLUMNS = {
    "opened": ("-created_at",),
    "title": ("title",),
    "group": ("group__name_en", "title"),
    "state": ("state", "title"),
    "late": ("-late", "title"),
}


@require_GET
def plans(request, board):
    """Plans this person may know of; filter, search, sort, page, export."""
    user = request.user
    seen = DisseminationPlan.objects.visible_to(user).filter(board=request.board)
    form = PlanFilterForm(request.GET, user=user, board=request.board)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(counted(form.apply(seen), user))
    found = found.select_related("group", "board")
    if kind := asked_kind(request):
        return _file(request, kind, found)
    context = {
        "page": paginate(request, found),
        "form": form,
        "may_begin": may_begin(user, request.board),
        **sorting.context,
    }
    return render(request, "dissemination/plans.html", context)


def _file(request, kind, plans):
    """A row a line: what goes to whom, by when, and what came of it."""
    words = headings_of(request.board, request.user, PLAN)
    headings = [
        _("Plan"), _("Kept by"), _("State"), *words.columns, _("Agency"), _("Owner"),
        _("By when"), _("Delivered on"), _("People reached"),
        _("What the measure showed"),
    ]  # fmt: skip
    rows = PlanLine.objects.visible_to(request.user).filter(
        plan__in=plans.order_by().values("pk")
    )
    rows = rows.select_related("plan__group", "audience", "agency", "owner")
    rows = rows.prefetch_related("methods").order_by("plan__title", "plan", "order")
    table = [
        [
            row.plan.title, str(row.plan.group), row.plan.get_state_display(),
            row.purpose, str(row.audience), method_words(row, row.methods.all()),
            row.measure, str(row.agency or ""), str(row.owner or ""),
            row.due_on or "", row.delivered_on or "",
            "" if row.reach is None else row.reach, row.result,
        ]
        for row in rows
    ]  # fmt: skip
    return download(kind, f"dissemination-{request.board.slug}", headings, table)


def method_words(row, methods) -> str:
    """Its channels, and what is said of them."""
    return "\n".join(filter(None, [*map(str, methods), row.methods_note]))


@require_GET
def plan(request, board, reference):
    """One plan under the headings of the board's own form."""
    found, user = plan_or_404(request, reference), request.user
    rows = list(lines_of(found, user))
    for row in rows:
        row.plan = found  # already read, with its group and board
        row.may_deliver = found.state == "agreed" and may_deliver(user, row)
    summaries = LearningSummary.objects.visible_to(user).select_related(
        "group", "to_group", "board"
    )
    summary = summaries.filter(pk=found.summary_id).first()
    left = sum(1 for row in rows if row.due_on and not row.delivered_on)
    context = {
        "plan": found,
        "source": source_seen(found, user),
        "summary": summary,
        "lines": rows,
        "headings": headings_of(request.board, user, PLAN),
        "steps": steps(summary, found, left),
        "gaps": _gaps(rows),
        "may_manage": may_manage_plan(user, found),
        "may_build": allowed(user, Permission.BUILD_DOCUMENT, found),
        "planned": [row for row in rows if row.due_on or row.delivered_on],
        "delivered": [row for row in rows if row.delivered_on],
    }
    return render(request, "dissemination/plan.html", context)


def _gaps(rows) -> list[str]:
    """What a planned line still lacks."""
    begun = [row for row in rows if row.purpose or row.shown_methods or row.due_on]
    lacks = [
        (_("no purpose"), [row for row in begun if not row.purpose]),
        (_("no channel"), [row for row in begun if not row.shown_methods]),
        (_("no measure of success"), [row for row in begun if not row.measure]),
        (_("no date"), [row for row in begun if not row.due_on]),
        (
            _("nobody to deliver it"),
            [row for row in begun if not (row.owner_id or row.agency_id)],
        ),
    ]
    return [
        _("%(audience)s: %(gap)s") % {"audience": row.audience, "gap": gap}
        for gap, found in lacks
        for row in found
    ]


@require_GET
def plan_open(request, board):
    """Where does the plan come from: an accepted summary, a source, or neither?"""
    _require_begin(request)
    rows = LearningSummary.objects.visible_to(request.user).filter(
        board=request.board, state="accepted", plan__isnull=True
    )
    groups = request.user.scope.chaired_group_ids
    if request.board.pk not in request.user.scope.boards_as_business_unit:
        rows = rows.filter(Q(to_group__in=groups))
    rows = rows.select_related("group", "to_group", "board")[:100]
    return render(request, "dissemination/plan_open.html", {"summaries": rows})


def _require_begin(request):
    if not may_begin(request.user, request.board):
        raise PermissionDenied(Permission.MANAGE_PLAN.value)


@require_http_methods(["GET", "POST"])
def plan_open_summary(request, board, reference):
    """A plan from a summary the group took on (SOL-34)."""
    summary = summary_to_answer(request, reference)
    if summary.state != "accepted":
        raise Http404
    made = DisseminationPlan.objects.visible_to(request.user).filter(summary=summary)
    if known := made.select_related("board").first():
        return redirect(known)
    usual = {"title": summary.activity_type, "group": summary.to_group_id}
    only = summary.group if summary.group.restricted else None
    return _open(request, usual, only, summary.get_absolute_url(), summary=summary)


@require_http_methods(["GET", "POST"])
def plan_open_source(request, board, reference):
    """A plan from a source itself; its title only where everybody may read it."""
    source = source_or_404(request, reference)
    lead = source.lead_group
    only = lead if lead and lead.restricted else None
    if only and not runs_group(request.user, source.board_id, only.pk):
        raise PermissionDenied(Permission.MANAGE_PLAN.value)
    _require_begin(request)
    shown = source.audience == "board"
    usual = {"title": source.title if shown else str(source.source_type or "")}
    back = reverse("dissemination:sharing-of", args=[request.board.slug, reference])
    return _open(request, usual, only, back, source=source)


@require_http_methods(["GET", "POST"])
def plan_open_own(request, board):
    """A plan from no source: a campaign, a message of the board."""
    _require_begin(request)
    back = reverse("dissemination:plan-open", args=[request.board.slug])
    return _open(request, {}, None, back)


def _open(request, usual, only, back, **origin):
    form = PlanForm(
        request.POST or None, instance=DisseminationPlan(board=request.board),
        initial=usual, board=request.board, user=request.user, only=only,
    )  # fmt: skip

    def write(data):
        return open_plan(
            board=request.board, by=request.user, sent_once=data["sent_once"],
            **origin, **form.values,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=back, to=lambda made: made.get_absolute_url(),
        heading=_("Plan how to share it"), submit=_("Open the plan"),
        done=_("The plan is open, with a line for every audience of the board."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def plan_edit(request, board, reference):
    """Change its title or its group."""
    found = plan_to_manage(request, reference)
    only = found.group if found.group.restricted else None
    form = PlanForm(
        request.POST or None, instance=found, board=request.board, user=request.user,
        only=only,
    )  # fmt: skip

    def write(data):
        edit_plan(
            plan=found, values=form.values, version=data["version"], by=request.user
        )

    return form_written(
        request, form, write, back_url=found.get_absolute_url(), done=_("Saved."),
        heading=_("Change the plan"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def plan_agree(request, board, reference):
    """The group agreed it; from now on the board reads it."""
    found = plan_to_manage(request, reference)
    if found.state != "draft":
        raise Http404
    return confirmed(
        request, lambda: agree_plan(plan=found, by=request.user),
        "dissemination/plan_agree.html", to=found, done=_("The plan is agreed."),
        plan=found, gaps=_gaps(list(lines_of(found, request.user))),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def plan_close(request, board, reference):
    """Every line that was planned is delivered."""
    found = plan_to_manage(request, reference)
    if found.state != "agreed":
        raise Http404
    return confirmed(
        request, lambda: close_plan(plan=found, by=request.user),
        "dissemination/plan_close.html", to=found, done=_("The plan is closed."),
        plan=found,
    )  # fmt: skip
