"""A board's figures, exceptions first; one measure with chart and comparators."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from boards.exports import asked_kind, download
from boards.lists import changed, paginate
from boards.models import Agency
from performance.charts import chart_of
from performance.forms.figures import FiguresFilterForm
from performance.guards import indicator_or_404
from performance.history import history_of
from performance.models import FigureReading, Indicator
from performance.rules import (
    keeps_catalogue,
    may_ask,
    may_bring,
    require_reader,
    speaks_for_the_board,
    submitting_agencies,
)
from performance.series import own_places, readings, whole_of

SORTS = ("exceptions", "catalogue", "name")


@require_GET
def figures(request, board):
    """Each measure with its newest figure, exceptions first; filter, sort, export."""
    require_reader(request)
    seen = Indicator.objects.visible_to(request.user).filter(board=request.board)
    form = FiguresFilterForm(request.GET, user=request.user, board=request.board)
    found = form.apply(seen.live()).select_related("area", "owner")
    place = whole_of(own_places(request.board, request.user))
    rows = form.fired(readings(request.board, request.user, found, place))
    sort = _sort(request)
    rows.sort(key=ORDERS[sort])
    if kind := asked_kind(request):
        return _file(request, kind, rows)
    context = {
        "page": paginate(request, rows),
        "form": form,
        "sort": sort,
        "sorts": [(name, changed(request, sort=name)) for name in SORTS],
        "query": changed(request)[1:],
        "csv_url": changed(request, **{"as": "csv"}),
        "xlsx_url": changed(request, **{"as": "xlsx"}),
        "with_exceptions": sum(bool(row.exceptions) for row in rows),
        "place": place,
        "may_bring": may_bring(request.user, request.board),
    }
    return render(request, "performance/figures.html", context)


def _in_catalogue(row):
    return (row.indicator.area.order, row.indicator.order, row.indicator.pk)


ORDERS = {
    "exceptions": lambda row: (row.weight, _in_catalogue(row)),
    "catalogue": _in_catalogue,
    "name": lambda row: row.indicator.name.casefold(),
}


def _sort(request) -> str:
    asked = request.GET.get("sort", "")
    return asked if asked in SORTS else SORTS[0]


def _file(request, kind, rows):
    headings = [
        _("Part"), _("Measure"), _("Unit"), _("Period"), _("Figure"),
        _("Why no figure"), _("Target"), _("Exceptions"), _("Comparators"), _("Owner"),
    ]  # fmt: skip
    table = [
        [
            str(row.indicator.area), row.indicator.name, row.indicator.unit,
            row.newest.period_label if row.newest else "",
            _number(row.newest.value) if row.newest else None,
            row.newest.get_missing_display() if row.newest else "",
            _number(row.indicator.target),
            "\n".join(one.words for one in row.exceptions),
            "\n".join(f"{one['name']}: {one['value']}" for one in row.comparators),
            str(row.indicator.owner or ""),
        ]
        for row in rows
    ]  # fmt: skip
    return download(kind, f"figures-{request.board.slug}", headings, table)


def _number(value):
    return None if value is None else float(value)


@require_GET
def indicator(request, board, key):
    """One measure: its figures over time, its limits, its comparators side by side."""
    found = indicator_or_404(request, key)
    history = history_of(found, request.user)
    if kind := asked_kind(request):
        headings = [
            _("Period"),
            _("Place"),
            _("Figure"),
            _("Why no figure"),
            _("State"),
        ]
        return download(
            kind, f"{found.key}-{board}", headings, history.table(request.user)
        )
    newest = history.reading.newest
    own = submitting_agencies(request.user, request.board.pk) if newest else ()
    context = {
        "indicator": found,
        "readings": _readings_of(found, request.user),
        "agencies": Agency.objects.visible_to(request.user).filter(pk__in=own),
        "may_agree": newest and speaks_for_the_board(request.user, request.board),
        "may_ask": may_ask(request.user, request.board),
        "history": history,
        "reading": history.reading,
        "chart": chart_of(found, history.reading.figures, str(found)),
        "may_keep": keeps_catalogue(request.user, request.board),
        "csv_url": changed(request, **{"as": "csv"}),
        "xlsx_url": changed(request, **{"as": "xlsx"}),
    }
    return render(request, "performance/indicator.html", context)


def _readings_of(indicator, user) -> list[FigureReading]:
    """Readings of the newest period that has any, the agreed one first."""
    seen = FigureReading.objects.visible_to(user).filter(indicator=indicator)
    rows = list(seen.select_related("agency").order_by("-period_end", "agency_id")[:20])
    newest = [one for one in rows if one.period_end == rows[0].period_end]
    return sorted(newest, key=lambda one: one.agency_id is not None)
