"""The actions that low ratings raised, and one of them to decide on."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audits.choices import ImprovementState
from audits.forms.returns import ImprovementForm
from audits.models import ImprovementAction
from audits.services import improvements
from audits.views.places import return_or_404
from boards.access import allowed, require
from boards.roles import Permission
from boards.views.forms import accepted, form_page


@require_GET
def return_improvements(request, board, reference):
    """Actions that low ratings raised, for the agency to confirm or decline."""
    found = return_or_404(request, reference)
    require(request.user, Permission.ANSWER, found)
    context = {
        "agency_return": found,
        "actions": _actions(request.user, found),
        "may_decide": allowed(request.user, Permission.SUBMIT, found),
    }
    return render(request, "audits/return_improvements.html", context)


def _actions(user, found):
    rows = ImprovementAction.objects.visible_to(user).filter(agency_return=found)
    return rows.select_related("answer__question", "answer__level", "decided_by")


@require_http_methods(["GET", "POST"])
def return_improvement(request, board, reference, action):
    """Confirm one action with post and date, or decline it with a reason."""
    found = return_or_404(request, reference)
    require(request.user, Permission.SUBMIT, found)
    wanted = _actions(request.user, found).filter(pk=action)
    row = wanted.first()
    if row is None and request.method == "GET":
        raise Http404
    form = ImprovementForm(
        request.POST or None, user=request.user, initial={"text": row and row.text}
    )
    back = reverse("audits:return-improvements", args=[board, reference])
    write = partial(_decide, row, request.user)
    if request.method == "POST" and row and accepted(form, write):
        messages.success(request, _("The action was saved."))
        return redirect(f"{back}#action-{row.pk}")
    row = wanted.first()
    if row is None or row.state != ImprovementState.DRAFT:
        return _too_late(request, form, row, back)
    return form_page(
        request,
        form,
        heading=_("Decide on this action"),
        caption=str(row.answer.question),
        back_url=back,
        template="audits/return_improvement.html",
        agency_return=found,
        action=row,
    )


def _decide(row, user, said) -> None:
    if said["decision"] == "decline":
        improvements.decline(action=row, by=user, reason=said["reason"])
        return
    wanted = {name: said[name] for name in ("text", "owner", "due_on")}
    improvements.confirm(action=row, by=user, **wanted)


def _too_late(request, form, row, back):
    """What was decided instead; what somebody typed meanwhile stays to be copied."""
    if request.method == "GET":
        return redirect(f"{back}#action-{row.pk}")
    context = {"action": row, "posted": form.typed, "back_url": back}
    page = "audits/return_improvement_decided.html"
    return render(request, page, context, status=409)
