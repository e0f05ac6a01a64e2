"""The catalogue: the live set of what a board measures (HAR-3)."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import require
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from boards.views.forms import written
from performance.forms.catalogue import (
    AreaForm,
    CatalogueFilterForm,
    IndicatorForm,
    RetireForm,
)
from performance.guards import indicator_to_change
from performance.models import Indicator, IndicatorArea
from performance.rules import keeps_catalogue, require_reader
from performance.services.catalogue import (
    add_area,
    add_indicator,
    edit_indicator,
    retire_indicator,
)
from performance.views.writing import form_written

COLUMNS = {
    "area": ("area__order", "order"),
    "name": ("name_en",),
    "owner": ("owner__name_en", "order"),
    "frequency": ("frequency", "order"),
}


@require_GET
def catalogue(request, board):
    """Every measure of the live set; filter, search, sort, page, export."""
    require_reader(request)
    seen = Indicator.objects.visible_to(request.user).filter(board=request.board)
    form = CatalogueFilterForm(request.GET, user=request.user, board=request.board)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(seen)).select_related("area", "owner")
    if kind := asked_kind(request):
        return _file(request, kind, found)
    context = {
        "page": paginate(request, found),
        "form": form,
        "may_keep": keeps_catalogue(request.user, request.board),
        **sorting.context,
    }
    return render(request, "performance/catalogue.html", context)


def _file(request, kind, rows):
    headings = [
        _("Part"), _("Measure"), _("Definition"), _("Owner"), _("Unit"),
        _("Which way is good?"), _("What it answers"), _("How often"), _("Target"),
        _("Tolerance"), _("Questions to ask"), _("Watched until"),
    ]  # fmt: skip
    table = [
        [
            str(row.area), row.name, row.definition, str(row.owner or ""), row.unit,
            row.get_polarity_display(), row.get_obligation_display(),
            row.get_frequency_display(), _number(row.target), _number(row.tolerance),
            "\n".join(row.questions), row.active_to,
        ]
        for row in rows
    ]  # fmt: skip
    return download(kind, f"measures-{request.board.slug}", headings, table)


def _number(value):
    return None if value is None else float(value)


@require_http_methods(["GET", "POST"])
def indicator_add(request, board):
    """Add a measure to the live set."""
    require(request.user, Permission.MANAGE_BOARD, request.board)
    form = IndicatorForm(
        request.POST or None, instance=Indicator(board=request.board),
        board=request.board, user=request.user,
    )  # fmt: skip

    def write(data):
        return add_indicator(
            board=request.board, by=request.user, sent_once=data["sent_once"],
            **form.values,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=_catalogue_url(request),
        to=lambda made: made.get_absolute_url(), heading=_("Add a measure"),
        submit=_("Add the measure"), done=_("Added to the catalogue."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def indicator_edit(request, board, key):
    """Change a measure."""
    found = indicator_to_change(request, key)
    form = IndicatorForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )
    return _change(request, form, found, edit_indicator, _("Change the measure"))


@require_http_methods(["GET", "POST"])
def indicator_retire(request, board, key):
    """Watch a measure no more, or again."""
    found = indicator_to_change(request, key)
    form = RetireForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )
    return _change(request, form, found, retire_indicator, _("Retire the measure"))


def _change(request, form, found, service, heading):
    def write(data):
        return service(
            indicator=found, values=form.values, version=data["version"],
            by=request.user,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=found.get_absolute_url(), heading=heading,
        caption=found.name, done=_("Saved."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def area_add(request, board):
    """Add a part to the catalogue."""
    require(request.user, Permission.MANAGE_BOARD, request.board)
    form = AreaForm(
        request.POST or None, instance=IndicatorArea(board=request.board),
        board=request.board, user=request.user,
    )  # fmt: skip

    def write(data):
        return add_area(board=request.board, by=request.user, **data)

    return written(
        request, form, write, back_url=_catalogue_url(request),
        heading=_("Add a part"), submit=_("Add the part"),
    )  # fmt: skip


def _catalogue_url(request) -> str:
    return reverse("performance:catalogue", args=[request.board.slug])
