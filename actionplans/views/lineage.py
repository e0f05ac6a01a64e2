"""One action of two, or several of one; joining actions; offering an own one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from actionplans.forms.linking import (
    TAKE,
    LinkForm,
    MergeForm,
    OfferAnswerForm,
    OfferForm,
    SplitForm,
)
from actionplans.guards import action_or_404, action_to_edit, action_to_update
from actionplans.models import ActionOffer, ActionPlan
from actionplans.rules import may_edit_action, speaks_for
from actionplans.services import lineage, linking
from boards.access import allowed, get_visible_or_404
from boards.lists import paginate
from boards.roles import Permission
from boards.views.forms import written


@require_http_methods(["GET", "POST"])
def action_merge(request, board, reference):
    """Two that ask the same: this one joins the other, its history stays."""
    found = action_to_edit(request, reference)
    form = MergeForm(request.POST or None, action=found, user=request.user)

    def write(data):
        into, reason = data["other"], data["reason"]
        if not may_edit_action(request.user, into):
            raise PermissionDenied(Permission.MANAGE_PLAN.value)
        return lineage.merge(action=found, into=into, reason=reason, by=request.user)

    hint = _("Both histories are kept. People who carry this action see where it went.")
    return written(
        request, form, write, back_url=found.get_absolute_url(),
        hint=f"{found.text}\n{hint}", caption=found.reference,
        heading=_("Merge into another action"), submit=_("Merge"),
        done=lambda into: _("Merged into %s.") % into.reference,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def action_split(request, board, reference):
    """One action for each agency, in the same words, to be changed one by one."""
    found = action_to_edit(request, reference)
    if found.own_plan_of_id:
        raise Http404
    form = SplitForm(request.POST or None, action=found, user=request.user)

    def write(data):
        agencies = data["agencies"]
        return lineage.split(action=found, agencies=agencies, by=request.user)

    return written(
        request, form, write, back_url=found.get_absolute_url(), hint=found.text,
        heading=_("Split between agencies"), caption=found.reference,
        submit=_("Split"), done=_parts_made,
    )  # fmt: skip


def _parts_made(parts) -> str:
    said = ngettext("%d action was made.", "%d actions were made.", len(parts))
    return said % len(parts)


@require_http_methods(["GET", "POST"])
def action_link(request, board, reference):
    """This action takes from another, or feeds into it (HAR-34)."""
    found = action_to_update(request, reference)
    form = LinkForm(request.POST or None, action=found, user=request.user)

    def write(data):
        return linking.link_actions(action=found, by=request.user, **data)

    return written(
        request, form, write, back_url=found.get_absolute_url(), hint=found.text,
        heading=_("Link to another action"), caption=found.reference,
        submit=_("Link"),
    )  # fmt: skip


@require_POST
def action_own(request, board, reference):
    """One press: our own action for our part of the group's."""
    found = action_or_404(request, reference)
    ours = speaks_for(request.user, found.board_id, found.agency_id)
    if not ours or found.own_plan_of_id:
        raise PermissionDenied(Permission.UPDATE_ACTION.value)
    made = linking.own_action_from(action=found, agency=found.agency, by=request.user)
    messages.success(request, _("Your agency's own plan has an action for it now."))
    return redirect(made)


@require_http_methods(["GET", "POST"])
def action_offer(request, board, reference):
    """Offer a group an own action: it sees these words, not the agency's plan."""
    found = action_to_edit(request, reference)
    if found.own_plan_of_id is None:
        raise Http404
    form = OfferForm(request.POST or None, action=found, user=request.user)

    def write(data):
        return linking.offer_action(action=found, by=request.user, **data)

    hint = _(
        "The group sees the action, its outcome, its measure and its date. The rest of "
        "your plan stays yours."
    )
    return written(
        request, form, write, back_url=found.get_absolute_url(), hint=hint,
        heading=_("Offer it to a group"), caption=found.reference, submit=_("Offer"),
        done=_("The group was asked."),
    )  # fmt: skip


@require_GET
def offers(request, board):
    """Actions agencies offered to groups, those waiting first."""
    found = ActionOffer.objects.visible_to(request.user).filter(board=request.board)
    found = found.select_related("agency", "group", "taken_as__board", "board")
    page = paginate(request, found.order_by("-state", "-at"))
    for row in page.object_list:
        row.may_answer = row.state == "waiting" and _runs(request.user, row)
    return render(request, "actionplans/offers.html", {"page": page})


def _runs(user, offer) -> bool:
    """The officers and the chair of the group asked; not whoever offers."""
    return allowed(user, Permission.MANAGE_PLAN, offer)


@require_http_methods(["GET", "POST"])
def offer_answer(request, board, pk):
    """Take an agency's action into a plan of the group, or say why not."""
    rows = ActionOffer.objects.visible_to(request.user).filter(board=request.board)
    found = get_visible_or_404(rows.select_related("group"), request.user, pk=pk)
    if not _runs(request.user, found):
        raise PermissionDenied(Permission.MANAGE_PLAN.value)
    plans = ActionPlan.objects.visible_to(request.user).filter(
        board=request.board, monitoring_group=found.group, agency__isnull=True
    )
    plans = plans.exclude(state="closed")
    form = OfferAnswerForm(request.POST or None, plans=plans, user=request.user)

    def write(data):
        said = {"offer": found, "answer": data["answer"], "by": request.user}
        if data["decision"] == TAKE:
            return linking.take_in(plan=data["plan"], **said)
        return linking.decline_offer(**said)

    return written(
        request, form, write, heading=_("An agency offers an action"),
        back_url=reverse("actionplans:offers", args=[request.board.slug]),
        template="actionplans/offer_answer.html", offer=found, submit=_("Answer"),
        done=_("The agency sees your answer."),
    )  # fmt: skip
