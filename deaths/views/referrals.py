"""Referrals of panels to groups that decide on case reviews."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from deaths.choices import ReferralDecision
from deaths.facts import is_english
from deaths.forms.filters import ReferralFilterForm
from deaths.forms.releases import DecideForm, LinkForm, ReferForm
from deaths.guards import panel_to_keep, referral_or_404, referral_to_decide
from deaths.models import Referral
from deaths.rules import may_decide
from deaths.services import referrals as services
from deaths.views.panels import address
from deaths.views.writing import form_written
from learning.models import LearningSource

COLUMNS = {
    "referred": ("-referred_on",),
    "reference": ("reference",),
    "group": ("to_group__name_en",),
    "decision": ("decision", "-referred_on"),
    "decided": ("-decided_on",),
}


@require_GET
def referrals(request, board):
    """Referrals the person put, or is asked to decide; export."""
    if not is_english(request.board):
        raise Http404
    seen = Referral.objects.visible_to(request.user).filter(board=request.board)
    form = ReferralFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(seen)).select_related("to_group", "board")
    if kind := asked_kind(request):
        headings = [
            _("Reference"), _("Referred on"), _("Decided by"), _("Reason"),
            _("Decision"), _("Reason for the decision"), _("Decided on"),
        ]  # fmt: skip
        rows = [
            [row.reference, row.referred_on, row.to_group, row.reason,
             row.get_decision_display(), row.decision_reason, row.decided_on or ""]
            for row in found
        ]  # fmt: skip
        return download(kind, f"referrals-{request.board.slug}", headings, rows)
    context = {"page": paginate(request, found), "form": form, **sorting.context}
    return render(request, "deaths/referrals.html", context)


@require_http_methods(["GET", "POST"])
def refer(request, board, pk):
    """Ask a group of this board whether a case review is needed."""
    found = panel_to_keep(request, pk)
    form = ReferForm(request.POST or None, user=request.user, board=request.board)

    def write(data):
        return services.refer(
            panel=found, board=request.board, to_group=data["to_group"],
            reason=data["reason"], referred_on=data["referred_on"],
            sent_once=data["sent_once"], by=request.user,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=address(request, "panel", pk),
        to=lambda made: made.get_absolute_url(), template="form.html",
        heading=_("Refer to a case review"), caption=str(found), submit=_("Refer"),
        done=_("Referred. The group sees it from now on."),
    )  # fmt: skip


@require_GET
def referral(request, board, reference):
    """One referral: reason, decision, the review that followed."""
    found = referral_or_404(request, reference)
    user = request.user
    source = None
    if found.source_id:
        source = LearningSource.objects.visible_to(user).filter(pk=found.source_id)
        source = source.select_related("board").first()
    context = {
        "referral": found,
        "source": source,
        "may_decide": may_decide(user, found),
        "follows": found.decision == ReferralDecision.REVIEW,
    }
    return render(request, "deaths/referral.html", context)


@require_http_methods(["GET", "POST"])
def referral_decide(request, board, reference):
    """What the group decided."""
    found = referral_to_decide(request, reference)
    form = DecideForm(request.POST or None, instance=found, user=request.user)

    def write(data):
        return services.decide(
            referral=found, values=form.values, version=data["version"],
            by=request.user,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=found.get_absolute_url(),
        heading=_("Decide on %s") % found.reference, hint=found.reason,
        done=_("The decision is kept."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def referral_link(request, board, reference):
    """Which review followed. It is opened among the board's reviews."""
    found = referral_to_decide(request, reference)
    if found.decision != ReferralDecision.REVIEW:
        return redirect(found)
    form = LinkForm(request.POST or None, user=request.user, board=request.board)

    def write(data):
        return services.link_review(
            referral=found, source=data["source"], by=request.user
        )

    return form_written(
        request, form, write, back_url=found.get_absolute_url(), template="form.html",
        heading=_("The review that followed %s") % found.reference, done=_("Linked."),
    )  # fmt: skip
