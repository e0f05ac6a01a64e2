"""Places figures are about, and whom the board compares itself with."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404, require
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from performance.forms.places import ComparatorForm, PlaceFilterForm, PlaceForm
from performance.models import ComparatorGroup, Place, Succession
from performance.rules import keeps_catalogue, require_reader
from performance.services.places import edit_comparator, edit_place
from performance.views.writing import form_written

COLUMNS = {"name": ("name_en",), "kind": ("kind", "name_en"), "from": ("valid_from",)}


@require_GET
def places(request, board):
    """Every place, what became of it, and the groups of comparators."""
    require_reader(request)
    seen = Place.objects.visible_to(request.user).filter(board=request.board)
    form = PlaceFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(seen))
    if kind := asked_kind(request):
        headings = [_("Name"), _("Kind"), _("Codes"), _("Other names"), _("From"),
                    _("Until")]  # fmt: skip
        table = [
            [row.name, row.get_kind_display(), ", ".join(row.codes),
             ", ".join(row.aliases), row.valid_from, row.valid_to]
            for row in found
        ]  # fmt: skip
        return download(kind, f"places-{request.board.slug}", headings, table)
    groups = ComparatorGroup.objects.visible_to(request.user)
    later = Succession.objects.visible_to(request.user).filter(board=request.board)
    context = {
        "page": paginate(request, found),
        "form": form,
        "groups": groups.filter(board=request.board).prefetch_related("places"),
        "successions": later.select_related("before", "after"),
        "may_keep": keeps_catalogue(request.user, request.board),
        **sorting.context,
    }
    return render(request, "performance/places.html", context)


@require_http_methods(["GET", "POST"])
def place_edit(request, board, key):
    """Change a place."""
    found = get_visible_or_404(Place, request.user, board=request.board, key=key)
    require(request.user, Permission.MANAGE_BOARD, request.board)
    form = PlaceForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        return edit_place(
            place=found, values=form.values, version=data["version"], by=request.user
        )

    return _changed(request, form, write, _("Change the place"))


@require_http_methods(["GET", "POST"])
def comparator_edit(request, board, key):
    """Change whom the board compares itself with."""
    found = get_visible_or_404(
        ComparatorGroup, request.user, board=request.board, key=key
    )
    require(request.user, Permission.MANAGE_BOARD, request.board)
    form = ComparatorForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        return edit_comparator(
            group=found, values=form.values, version=data["version"], by=request.user
        )

    return _changed(request, form, write, _("Change the comparator"))


def _changed(request, form, write, heading):
    back = reverse("performance:places", args=[request.board.slug])
    return form_written(
        request, form, write, back_url=back, heading=heading, done=_("Saved.")
    )
