"""One action: everything known of it; writing and changing one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from actionplans.forms.actions import ActionForm
from actionplans.guards import action_or_404, action_to_edit, plan_to_manage
from actionplans.headings import headings_of
from actionplans.page import ActionPage
from actionplans.rules import may_review_impact
from actionplans.services.editing import edit_action
from actionplans.services.plans import add_action
from boards.views.forms import form_page
from learning.models import Finding, Recommendation
from learning.views.versioned import wrote


@require_GET
def action(request, board, reference):
    """One action and everything said of it."""
    found = action_or_404(request, reference)
    context = {
        "action": found,
        "shown": ActionPage(found, request.user),
        "words": headings_of(request.board, request.user).words,
    }
    return render(request, "actionplans/action.html", context)


@require_http_methods(["GET", "POST"])
def action_add(request, board, reference):
    """Write an action into a plan, under the recommendation it answers."""
    plan = plan_to_manage(request, reference)
    if plan.state == "closed":
        raise Http404
    form = ActionForm(
        request.POST or None,
        initial=_asked(request, plan),
        plan=plan,
        reviews=True,
        user=request.user,
    )
    made = []

    def write(data):
        values = form.values
        if plan.agency_id:
            values["agency"] = plan.agency
        token = data["sent_once"]
        made.append(add_action(plan=plan, by=request.user, sent_once=token, **values))

    if request.method == "POST" and wrote(form, write):
        _say_saved(request, made[0])
        return redirect(plan)
    heading, back = _("Add an action"), plan.get_absolute_url()
    return form_page(request, form, heading=heading, back_url=back, caption=plan.title)


def _asked(request, plan) -> dict:
    """The recommendation or finding somebody came from."""
    initial = {"monitoring_group": plan.monitoring_group_id}
    initial["priority"] = plan.priority_id
    for name, model in (("recommendation", Recommendation), ("finding", Finding)):
        asked = request.GET.get(name, "")
        if asked.isdecimal() and len(asked) < 15:
            rows = model.objects.visible_to(request.user).filter(source=plan.source_id)
            initial[name] = rows.filter(pk=asked).values_list("pk", flat=True).first()
    return initial


def _say_saved(request, action):
    if action.measure.strip():
        messages.success(request, _("Saved."))
    else:
        words = _("Saved as a draft: it does not say how its outcome is measured.")
        messages.info(request, words)


@require_http_methods(["GET", "POST"])
def action_edit(request, board, reference):
    """Change what an action says; two people at once see both texts."""
    found = action_to_edit(request, reference)
    form = ActionForm(
        request.POST or None,
        instance=found,
        plan=found.plan,
        reviews=may_review_impact(request.user, found),
        user=request.user,
    )
    changed = []

    def write(data):
        saved = edit_action(
            action=found, values=form.values, version=data["version"], by=request.user
        )
        changed.append(saved)

    if request.method == "POST" and wrote(form, write):
        _say_saved(request, changed[0])
        return redirect(found)
    return form_page(
        request, form, heading=_("Change the action"), caption=found.reference,
        back_url=found.get_absolute_url(),
        template="actionplans/versioned_form.html",
    )  # fmt: skip
