"""The list of reviews, and one review with where it stands."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from boards.lists import Sorting, paginate
from learning.exports import asked_kind, download
from learning.rules import agencies_to_file_for
from reviews.around import links_around
from reviews.chair_panel import panel
from reviews.forms.listing import ReviewFilter
from reviews.guards import frame, review_or_404
from reviews.holdings import Holdings
from reviews.hub import overview
from reviews.listing import for_rows, reviews_of, rows_of, with_dates
from reviews.type_groups import may_open

COLUMNS = {
    "next": ("next_on", "-source__opened_on"),
    "title": ("source__title",),
    "type": ("source__review_type", "source__title"),
    "stage": ("stage_order", "next_on"),
    "days": ("entered_on",),
    "opened": ("-source__opened_on",),
}


@require_GET
def reviews(request, board):
    """Reviews this person may know of; filter, search, sort, page, export."""
    seen = reviews_of(request.board, request.user)
    holdings = Holdings(request.board, seen)
    form = ReviewFilter(request.GET, holdings=holdings, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = with_dates(form.apply(seen)).annotate(stage_order=holdings.stage_order())
    found = for_rows(sorting.apply(found))
    if kind := asked_kind(request):
        return _file(request, kind, found)
    page = paginate(request, found)
    context = {
        "page": page,
        "rows": rows_of(page.object_list, request.user),
        "form": form,
        "panel": panel(request, holdings),
        "may_open": may_open(request.user, request.board),
        "may_file": bool(agencies_to_file_for(request.user, request.board)),
        "around": links_around(request.user, request.board),
        **sorting.context,
    }
    return render(request, "reviews/reviews.html", context)


def _file(request, kind, found):
    headings = [
        _("Reference"),
        _("Title"),
        _("Type"),
        _("Strand"),
        _("Led by"),
        _("Where it stands"),
        _("With whom"),
        _("Part of the cycle"),
        _("Days in stage"),
        _("Next limit"),
        _("Due on"),
        _("How it stands"),
        _("Action plan"),
        _("Opened on"),
        _("Closed on"),
    ]
    lines = [_line(row) for row in rows_of(found, request.user)]
    return download(kind, f"reviews-{request.board.slug}", headings, lines)


def _line(row) -> list:
    source = row.review.source
    return [
        source.reference,
        source.title,
        row.type,
        source.get_strand_display(),
        source.lead_group or "",
        row.stage,
        row.with_whom,
        row.part,
        row.days,
        row.limit.name if row.limit else "",
        row.limit.due_on if row.limit else None,
        row.countdown.text if row.countdown else "",
        row.plan.text,
        source.opened_on,
        source.closed_on,
    ]


@require_GET
def review(request, board, reference):
    """One review: where it stands, what to do next, its limits and its history."""
    found = review_or_404(request, reference)
    shown = frame(request, found, "reviews:review")
    context = {**shown, **overview(request.user, found, shown["works"])}
    return render(request, "reviews/review.html", context)
