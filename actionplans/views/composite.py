"""The composite plan: every action of every agreed plan, as a query."""

import csv
from itertools import chain

from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from actionplans.composite import CompositePlan, rows_of_page
from actionplans.exceptions import EXCEPTIONS, exceptions_of
from actionplans.extracts import extract_headings, extract_rows
from actionplans.levels import LEVELS
from actionplans.models import SavedView
from actionplans.paging import PressingPaginator
from actionplans.papers import paper_reference
from actionplans.rights import may_bring
from boards.exports import asked_kind, download, safe
from boards.lists import PER_PAGE, Sorting

COLUMNS = {
    "pressing": ("settled", "due_on"),
    "due": ("due_on",),
    "action": ("text",),
    "agency": ("agency__name_en",),
    "owner": ("owner__full_name",),
    "status": ("status", "due_on"),
    "moved": ("moved_at",),
}
# More than this is built in the background.
MOST_ROWS_AT_ONCE = 5_000


@require_GET
def composite(request, board):
    """Filter, search, sort, page, export; counts and ageing of what is shown."""
    plan = CompositePlan(request.board, request.user, request.GET)
    sorting = Sorting(request, COLUMNS)
    if kind := asked_kind(request):
        found = sorting.apply(plan.rows.settled_last())
        return _file(request, kind, plan, found)
    page = _page(request, plan, sorting)
    page.object_list = list(sorting.apply(rows_of_page(page.object_list)))
    titles = plan.titles(page.object_list)
    views = SavedView.objects.visible_to(request.user).filter(board=request.board)
    context = {
        "plan": plan,
        "page": page,
        "rows": [
            (row, exceptions_of(row, plan.stale_after), titles.get(row.plan_id, ""))
            for row in page.object_list
        ],
        "views": list(views),
        "levels": LEVELS.values(),
        "reasons": EXCEPTIONS.values(),
        "may_bring": may_bring(request.user, request.board),
        "paper": paper_reference(plan),
        **sorting.context,
    }
    return render(request, "actionplans/composite.html", context)


def _page(request, plan, sorting):
    """The counts by status say how many there are: the rows are not counted again."""
    total, settled = plan.tally.total, plan.tally.settled
    rows = plan.rows if total else plan.rows.none()
    if sorting.asked == "pressing":
        left = total - settled
        found = PressingPaginator(rows, PER_PAGE, unsettled=left, settled=settled)
    else:
        found = Paginator(sorting.apply(rows.settled_last()), PER_PAGE)
        found.count = total
    return found.get_page(request.GET.get("page"))


def _file(request, kind, plan, found):
    headings = extract_headings(request.board, request.user)
    name = f"action-plan-{request.board.slug}"
    if kind == "csv":
        return _csv(name, headings, extract_rows(found))
    if plan.tally.total > MOST_ROWS_AT_ONCE:
        place = [request.board.slug, "composite-excel", paper_reference(plan)]
        return redirect(reverse("reporting:document-ask", args=place))
    return download("xlsx", name, headings, extract_rows(found))


class _Line:
    """What the csv writer writes to: it hands each line straight back."""

    def write(self, text):
        return text


def _csv(name, headings, rows):
    """Line by line, so that any number of actions fits into memory."""
    writer = csv.writer(_Line())
    lines = chain([headings], rows)
    body = (writer.writerow([safe(value) for value in line]) for line in lines)
    response = StreamingHttpResponse(
        chain(["\ufeff"], body), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
