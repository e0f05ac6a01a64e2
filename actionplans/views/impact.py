"""Whether actions worked: the look back, what is owed, what to look at first."""

from django.db.models import Count
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from actionplans.composite import plan_titles
from actionplans.exceptions import DEBT, EXCEPTIONS, rule_of
from actionplans.forms.updates import ImpactForm
from actionplans.guards import action_to_review
from actionplans.models import Action
from actionplans.rhythm import rhythm_of
from actionplans.rules import may_review_impact
from actionplans.services.impact import review_impact
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.views.forms import written

COLUMNS = {
    "look": ("review_on",),
    "action": ("text",),
    "agency": ("agency__name_en",),
    "group": ("monitoring_group__name_en",),
    "due": ("due_on",),
    "moved": ("moved_at",),
}


@require_http_methods(["GET", "POST"])
def action_impact(request, board, reference):
    """What changed, by what it is known, what the measure shows now."""
    found = action_to_review(request, reference)
    form = ImpactForm(request.POST or None, user=request.user)

    def write(data):
        return review_impact(action=found, by=request.user, **data)

    return written(
        request, form, write, back_url=found.get_absolute_url(),
        heading=_("Did it work?"), caption=found.reference, done=_said, action=found,
        template="actionplans/action_impact.html", submit=_("Record what was found"),
    )  # fmt: skip


def _said(look) -> str:
    if look.difference == "embedded":
        return _("Embedded: its measure was tested again. The action is Blue now.")
    return _("Recorded. The action stays done, with a new date to look again.")


@require_GET
def impact_debt(request, board):
    """Done, its date to look again past, nothing shown (CTM-51)."""
    return _exceptional(request, DEBT, "actionplans/impact_debt.html")


@require_GET
def exceptions(request, board):
    """Late, stale, slipping again, no measure: one kind at a time."""
    asked = request.GET.get("reason", "")
    key = asked if asked in EXCEPTIONS else next(iter(EXCEPTIONS))
    return _exceptional(request, key, "actionplans/exceptions.html")


def _exceptional(request, key, template):
    seen = Action.objects.visible_to(request.user).filter(
        board=request.board, agreed=True
    )
    stale = rhythm_of(request.board).stale_after_days
    counts = seen.aggregate(
        **{one: Count("pk", filter=rule_of(one, stale)) for one in EXCEPTIONS}
    )
    sorting = Sorting(request, COLUMNS)
    words = request.GET.get("q", "").strip()[:100]
    rows = sorting.apply(seen.filter(rule_of(key, stale)).search(words)).select_related(
        "agency", "monitoring_group", "board", "owner"
    )
    if kind := asked_kind(request):
        return _file(request, kind, key, rows)
    page = paginate(request, rows)
    titles = plan_titles(request.user, page.object_list)
    context = {
        "page": page,
        "rows": [_row(request.user, row, titles) for row in page.object_list],
        "reason": EXCEPTIONS[key],
        "tabs": [(one, counts[one.key]) for one in EXCEPTIONS.values()],
        "words": words,
        **sorting.context,
    }
    return render(request, template, context)


def _row(user, action, titles):
    action.plan_title = titles.get(action.plan_id, "")
    action.may_look = may_review_impact(user, action)
    return action


def _file(request, kind, key, rows):
    headings = [
        _("Reference"), _("Action"), _("Agency"), _("Monitored by"), _("Timescale"),
        _("Extended"), _("Status"), _("Last moved on"), _("Look again on"), _("How"),
        _("How will we measure the Outcome?"),
    ]  # fmt: skip
    lines = [
        [
            row.reference, row.text, row.agency or "", row.monitoring_group or "",
            row.due_on, row.extended, row.get_status_display(), row.moved_at.date(),
            row.review_on, row.get_review_kind_display(), row.measure,
        ]
        for row in rows
    ]  # fmt: skip
    name = f"{key.replace('_', '-')}-{request.board.slug}"
    return download(kind, name, headings, lines)
