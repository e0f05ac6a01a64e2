"""A panel: its years, what its plan owes, its settings and its cut-over."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from deaths.choices import OpenState, ReleaseState
from deaths.forms.filters import OpenFilterForm
from deaths.forms.panels import (
    CutOverForm,
    FinishForm,
    HandOverForm,
    ReceiptForm,
    SettingsForm,
    StartForm,
)
from deaths.guards import panel_or_404, panel_to_keep
from deaths.models import HandOver, OpenReview, PanelYear, Referral, Release
from deaths.rules import keeps
from deaths.services import panels as services
from deaths.views.writing import form_written
from learning.plan_dues import plan_actions
from learning.plan_states import plan_states


def address(request, name, *args):
    return reverse(f"deaths:{name}", args=[request.board.slug, *args])


@require_GET
def panel(request, board, pk):
    """One panel: years, what is overdue at the next meeting, what waits."""
    found = panel_or_404(request, pk)
    user = request.user
    years = PanelYear.objects.visible_to(user).filter(panel=found)
    years = list(years.select_related("source__board"))
    here = found.board_id == request.board.pk or found.board_id in user.scope.board_ids
    states = plan_states([year.source for year in years], user) if here else {}
    for year in years:
        year.plan = states.get(year.source_id)
    releases = Release.objects.visible_to(user).filter(panel=found)
    referrals = Referral.objects.visible_to(user).filter(panel=found)
    context = {
        "panel": found,
        "years": years,
        "actions": plan_actions([year.source for year in years], user),
        "releases": releases.exclude(state=ReleaseState.DISCARDED)[:10],
        "referrals": referrals.select_related("to_group", "board")[:10],
        "open": found.open_reviews.filter(state=OpenState.OPEN).count(),
        "keeps": keeps(user, found),
        "serves": [found.board, *found.group.shared_with.all()],
        "here": here,
    }
    return render(request, "deaths/panel.html", context)


@require_http_methods(["GET", "POST"])
def settings(request, board, pk):
    """The threshold, and what else a panel may differ in."""
    found = panel_to_keep(request, pk, "")
    form = SettingsForm(request.POST or None, instance=found, user=request.user)

    def write(data):
        services.save_settings(
            panel=found, values=form.values, version=data["version"], by=request.user
        )

    name = "panel" if found.subject == "child_death" else "suicide"
    return form_written(
        request, form, write, back_url=address(request, name, pk), done=_("Saved."),
        heading=_("Settings of %s") % found,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def cut_over(request, board, pk):
    """From which day the panel begins nothing, and who takes over."""
    found = panel_to_keep(request, pk)
    form = CutOverForm(request.POST or None, instance=found, user=request.user)

    def write(data):
        values = form.values
        services.cut_over(
            panel=found,
            on=values.pop("cut_over_on"),
            version=data["version"],
            by=request.user,
            **values,
        )

    return form_written(
        request, form, write, back_url=address(request, "open-reviews", pk),
        heading=_("Cut-over to a successor"), caption=str(found), done=_("Saved."),
        hint=_("Reviews open on that day may be finished until the limit. Then what is "
               "not finished is handed on."),
    )  # fmt: skip


COLUMNS = {
    "reference": ("reference",),
    "state": ("state", "reference"),
    "handed": ("hand_over__handed_on", "reference"),
    "received": ("hand_over__received_on", "reference"),
}


@require_GET
def open_reviews(request, board, pk):
    """References of reviews: open, finished, handed on. The hand-over list."""
    found = panel_or_404(request, pk)
    form = OpenFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    rows = OpenReview.objects.visible_to(request.user).filter(panel=found)
    rows = sorting.apply(form.apply(rows).select_related("hand_over"))
    if kind := asked_kind(request):
        return _hand_over_file(kind, found, rows)
    context = {
        "panel": found,
        "page": paginate(request, rows),
        "form": form,
        "keeps": keeps(request.user, found),
        "left": found.open_reviews.filter(state=OpenState.OPEN).count(),
        "hand_overs": HandOver.objects.visible_to(request.user).filter(panel=found),
        **sorting.context,
    }
    return render(request, "deaths/open_reviews.html", context)


def _hand_over_file(kind, panel, rows):
    headings = [
        _("Reference"), _("State"), _("To finish by"), _("Handed on"), _("To"),
        _("What went with it"), _("Received by"), _("Received on"),
    ]  # fmt: skip
    table = [
        [row.reference, row.get_state_display(), panel.deadline or "", *_handed(row)]
        for row in rows
    ]
    return download(kind, f"hand-over-{panel.pk}", headings, table)


def _handed(row):
    one = row.hand_over
    if one is None:
        return ["", "", "", "", ""]
    return [one.handed_on, one.to, one.what, one.received_by, one.received_on or ""]


@require_http_methods(["GET", "POST"])
def reviews_start(request, board, pk):
    """References for reviews that begin."""
    found = panel_to_keep(request, pk)
    form = StartForm(request.POST or None, user=request.user)

    def write(data):
        return services.start_reviews(
            panel=found, number=data["number"], by=request.user
        )

    return form_written(
        request, form, write, back_url=address(request, "open-reviews", pk),
        heading=_("Begin reviews"), caption=str(found), done=_("References are drawn."),
        submit=_("Draw references"), template="form.html",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def review_finish(request, board, pk, reference):
    """A review was done."""
    found = panel_to_keep(request, pk)
    rows = OpenReview.objects.visible_to(request.user).filter(panel=found)
    review = get_visible_or_404(rows, request.user, reference=reference)
    form = FinishForm(request.POST or None, user=request.user)

    def write(data):
        return services.finish_review(review=review, on=data["on"], by=request.user)

    return form_written(
        request, form, write, back_url=address(request, "open-reviews", pk),
        heading=_("Finish %s") % review.reference, done=_("Finished."),
        template="form.html",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def hand_over(request, board, pk):
    """Hand unfinished reviews to the successor."""
    found = panel_to_keep(request, pk)
    rows = OpenReview.objects.visible_to(request.user).filter(
        panel=found, state=OpenState.OPEN
    )
    if not rows.exists() and request.method == "GET":
        messages.error(request, _("No review is open: there is nothing to hand on."))
        return redirect(address(request, "open-reviews", pk))
    form = HandOverForm(
        request.POST or None, user=request.user, reviews=rows,
        initial={"to": found.successor},
    )  # fmt: skip

    def write(data):
        return services.hand_over(
            panel=found, reviews=list(data["reviews"]), to=data["to"],
            handed_on=data["handed_on"], what=data["what"],
            sent_once=data["sent_once"], by=request.user,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=address(request, "open-reviews", pk),
        heading=_("Hand on"), caption=str(found), done=_("Handed on."),
        submit=_("Hand on"), template="form.html",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def receipt(request, board, pk, reference):
    """Who received a hand-over, and when."""
    found = panel_to_keep(request, pk)
    rows = HandOver.objects.visible_to(request.user).filter(panel=found)
    handed = get_visible_or_404(rows, request.user, reference=reference)
    form = ReceiptForm(
        request.POST or None, user=request.user, initial={"received_by": handed.to}
    )

    def write(data):
        return services.receive(hand_over=handed, by=request.user, **data)

    return form_written(
        request, form, write, back_url=address(request, "open-reviews", pk),
        heading=_("Receipt of %s") % handed.reference, done=_("Receipt kept."),
        template="form.html",
    )  # fmt: skip
