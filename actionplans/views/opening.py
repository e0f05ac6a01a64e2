"""Opening a plan, changing its facts, agreeing and closing it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from actionplans.forms.plans import OwnPlanForm, PlanForm
from actionplans.guards import plan_to_manage
from actionplans.models import ActionPlan
from actionplans.rules import agencies_to_plan_for, may_open_plan
from actionplans.services.plans import agree_plan, close_plan, edit_plan, open_plan
from actionplans.sheet import Sheet
from boards.access import allowed, get_visible_or_404
from boards.choices import GroupFunctionChoices
from boards.models import Agency, Group
from boards.roles import Permission
from boards.views.forms import form_page
from learning.models import Finding, LearningSource, Recommendation
from learning.views.versioned import wrote


def _require_open(request):
    if not may_open_plan(request.user, request.board):
        raise PermissionDenied(Permission.MANAGE_PLAN.value)


def _groups(request, confined_to=None):
    """Groups that may monitor it: for officers all, for chairs their own."""
    user, board = request.user, request.board
    groups = Group.objects.visible_to(user).of(board)
    if confined_to:
        return groups.filter(pk=confined_to)
    rule = Q(restricted=False)
    if board.pk not in user.scope.boards_as_business_unit:
        rule = Q(pk__in=user.scope.chaired_group_ids)
    return groups.filter(rule)


@require_GET
def plan_open(request, board):
    """Where does the plan come from: a source without one, a group, another board?"""
    _require_open(request)
    context = {"sources": _sources(request)}
    return render(request, "actionplans/plan_open.html", context)


def _sources(request):
    """Sources with findings or recommendations, and no plan, that the person runs."""
    rows = LearningSource.objects.visible_to(request.user).filter(
        board=request.board, action_plan__isnull=True
    )
    taught = Q(findings__isnull=False) | Q(recommendations__isnull=False)
    rows = rows.filter(taught).distinct().select_related("board", "lead_group")[:100]
    return [row for row in rows if _runs(request.user, row)]


def _runs(user, source) -> bool:
    return allowed(user, Permission.MANAGE_PLAN, source)


@require_http_methods(["GET", "POST"])
def plan_open_group(request, board):
    """A plan of a group, or the plan of another board that ours follows."""
    _require_open(request)
    return _open(request, None, _("Open a plan"))


@require_http_methods(["GET", "POST"])
def plan_open_source(request, board, reference):
    """A plan from what a source taught: its recommendations are the headings."""
    rows = LearningSource.objects.visible_to(request.user).select_related("board")
    source = get_visible_or_404(
        rows, request.user, board=request.board, reference=reference
    )
    if not _runs(request.user, source):
        raise PermissionDenied(Permission.MANAGE_PLAN.value)
    if made := ActionPlan.objects.visible_to(request.user).filter(source=source):
        return redirect(made.select_related("board").get())
    asked = Recommendation.objects.visible_to(request.user).filter(source=source)
    found = Finding.objects.visible_to(request.user).filter(source=source)
    words = {
        "template": "actionplans/plan_open_source.html",
        "from_source": source,
        "recommendations": list(asked),
        "findings": list(found),
    }
    return _open(request, source, _("Open an action plan"), **words)


def _open(request, source, heading, **words):
    restricted = source and source.lead_group and source.lead_group.restricted
    groups = _groups(request, source.lead_group_id if restricted else None)
    if source and not restricted:  # else the source would have a plan nobody may see
        groups = groups.filter(restricted=False)
    form = PlanForm(
        request.POST or None,
        initial=_usual(request, source, groups),
        board=request.board,
        groups=groups,
        user=request.user,
    )
    made = []

    def write(data):
        made.append(
            open_plan(
                board=request.board, source=source, by=request.user,
                sent_once=data["sent_once"], **form.values,
            )
        )  # fmt: skip

    if request.method == "POST" and wrote(form, write):
        messages.success(request, _("The plan is open. Now write its actions."))
        return redirect(made[0])
    back = reverse("actionplans:plan-open", args=[request.board.slug])
    submit = _("Open the plan")
    return form_page(
        request, form, heading=heading, back_url=back, submit=submit, **words
    )


def _usual_group(groups, source):
    """The source's own group if it monitors, or the only one that does; else the
    person chooses."""
    found = list(groups.with_function(GroupFunctionChoices.MONITOR))
    own = [group for group in found if source and group.pk == source.lead_group_id]
    return (own or (found if len(found) == 1 else [None]))[0]


def _usual(request, source, groups) -> dict:
    """What most plans have: the group that monitors, whoever opens it."""
    group = _usual_group(groups, source)
    usual = {"coordinator": request.user.pk, "monitoring_group": group and group.pk}
    if source:
        usual["title"] = _("Action plan: %s") % source.title[:180]
        # A review of another board names it: the plan is that board's, followed here.
        usual["owning_board"] = getattr(
            getattr(source, "review", None), "owning_board", ""
        )
    return usual


@require_http_methods(["GET", "POST"])
def plan_open_own(request, board):
    """An agency's own plan: its own until it shares it (HAR-34)."""
    rows = Agency.objects.visible_to(request.user).filter(
        pk__in=agencies_to_plan_for(request.user, request.board)
    )
    agencies = list(rows)
    if not agencies:
        raise PermissionDenied(Permission.UPDATE_ACTION.value)
    form = OwnPlanForm(
        request.POST or None, board=request.board, agencies=agencies, user=request.user
    )

    made = []

    def write(data):
        made.append(
            open_plan(
                board=request.board, agency=form.agency, by=request.user,
                sent_once=data["sent_once"], composite=False,
                not_composite_reason=_("The agency's own plan"), **form.values,
            )
        )  # fmt: skip

    if request.method == "POST" and wrote(form, write):
        return redirect(made[0])
    back = reverse("actionplans:plans", args=[request.board.slug])
    hint = _("Only your agency sees it until you share it with the board.")
    return form_page(
        request, form, heading=_("Open our own plan"), back_url=back, hint=hint,
        submit=_("Open the plan"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def plan_edit(request, board, reference):
    """Change a plan's facts; two people at once see both texts."""
    found = plan_to_manage(request, reference)
    form = _edit_form(request, found)

    def write(data):
        edit_plan(
            plan=found, values=form.values, version=data["version"], by=request.user
        )

    if request.method == "POST" and wrote(form, write):
        messages.success(request, _("Saved."))
        return redirect(found)
    return form_page(
        request, form, heading=_("Change the plan"), back_url=found.get_absolute_url(),
        template="actionplans/versioned_form.html",
    )  # fmt: skip


def _edit_form(request, plan):
    known = {"instance": plan, "board": request.board, "user": request.user}
    if plan.agency_id:
        return OwnPlanForm(request.POST or None, agencies=[plan.agency], **known)
    groups = _groups(request, plan.confined_to_id)
    return PlanForm(request.POST or None, groups=groups, **known)


@require_http_methods(["GET", "POST"])
def plan_agree(request, board, reference):
    """The named group agreed it: what stands on it is shown once more."""
    found = plan_to_manage(request, reference)
    if found.state != "draft":
        raise Http404

    def write():
        agree_plan(plan=found, by=request.user)

    said = _("The plan is agreed.")
    return _confirmed(request, found, write, "actionplans/plan_agree.html", said)


@require_http_methods(["GET", "POST"])
def plan_close(request, board, reference):
    """Every action was shown to work, or is not needed."""
    found = plan_to_manage(request, reference)
    if found.state != "agreed":
        raise Http404

    def write():
        close_plan(plan=found, by=request.user)

    said = _("The plan is closed.")
    return _confirmed(request, found, write, "actionplans/plan_close.html", said)


def _confirmed(request, plan, write, template, said):
    problems = []
    if request.method == "POST":
        try:
            write()
            messages.success(request, said)
            return redirect(plan)
        except ValidationError as problem:
            problems = problem.messages
    context = {"plan": plan, "sheet": Sheet(plan, request.user), "problems": problems}
    return render(request, template, context)
