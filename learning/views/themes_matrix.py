"""The matrix of themes, and the list of places behind each of its numbers."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from learning.exports import asked_kind, download
from learning.filters import Sorting, Strands, for_strand, paginate
from learning.forms.themes_matrix import MatrixForm, SeenPlacesForm
from learning.models import Theme
from learning.theme_guards import may_respond
from learning.theme_matrix import facets, matrix, places_seen

COLUMNS = {"name": ("name",), "total": ("total",)}
SEEN = {
    "newest": ("-source__opened_on",),
    "theme": ("theme__name_en",),
    "source": ("source__title",),
    "kind": ("source__kind",),
    "finding": ("finding__title", "passage"),
}


@require_GET
def theme_matrix(request, board):
    """Themes against kinds of source, agencies or years; filter, sort, export."""
    strands = Strands(request)
    places = places_seen(request.user, request.board)
    known = facets(request.user, places)
    form = MatrixForm(request.GET, facets=known, user=request.user)
    themes = Theme.objects.visible_to(request.user).filter(board=request.board)
    themes = form.themes(themes.filter(merged_into__isnull=True))
    places = for_strand(form.apply(places), strands.chosen, "source__strand")
    found = matrix(
        request.board,
        list(themes.select_related("board")),
        places,
        form.axis,
        known.of(form.axis),
        {**form.filters, "strand": strands.chosen},
    )
    sorting = Sorting(request, COLUMNS)
    rows = _in_order(found.rows, sorting.asked)
    if kind := asked_kind(request):
        return _file(request, kind, found, rows)
    context = {
        "matrix": found,
        "page": paginate(request, rows),
        "form": form,
        "strands": strands,
        "may_respond": may_respond(request.user, request.board),
        **sorting.context,
    }
    return render(request, "learning/theme_matrix.html", context)


def _in_order(rows, asked):
    rows = [row for row in rows if row.total.number]
    rows.sort(key=lambda row: row.sorted_by("name"))
    column, down = asked.lstrip("-"), asked.startswith("-")
    return sorted(rows, key=lambda row: row.sorted_by(column), reverse=down)


def _file(request, kind, found, rows):
    headings = [_("Theme"), _("All"), *(name for _key, name in found.columns)]
    table = [
        [row.theme.name, row.total.number, *(cell.number for cell in row.cells)]
        for row in rows
    ]
    return download(kind, f"themes-matrix-{request.board.slug}", headings, table)


@require_GET
def themes_seen(request, board):
    """Where themes were seen: the records a number of the matrix counts."""
    strands = Strands(request)
    places = places_seen(request.user, request.board)
    themes = Theme.objects.visible_to(request.user).filter(board=request.board)
    form = SeenPlacesForm(
        request.GET,
        facets=facets(request.user, places),
        themes=themes.filter(merged_into__isnull=True).order_by("name_en"),
        user=request.user,
    )
    sorting = Sorting(request, SEEN)
    rows = for_strand(form.apply(places), strands.chosen, "source__strand")
    rows = sorting.apply(rows).select_related(
        "theme__board", "source__owner_agency", "finding__agency"
    )
    if kind := asked_kind(request):
        return _seen_file(request, kind, rows)
    context = {
        "page": paginate(request, rows),
        "form": form,
        "strands": strands,
        **sorting.context,
    }
    return render(request, "learning/themes_seen.html", context)


def _seen_file(request, kind, rows):
    headings = [
        _("Theme"), _("Year"), _("Source"), _("Reference"), _("Kind of source"),
        _("Finding"), _("Kind"), _("What was learnt"), _("Passage"), _("Agency"),
    ]  # fmt: skip
    return download(
        kind, f"themes-seen-{request.board.slug}", headings, map(_seen, rows)
    )


def _seen(tag):
    finding, source = tag.finding, tag.source
    about = ["", "", ""]
    if finding:
        about = [finding.title, finding.get_kind_display(), finding.text]
    agency = (finding and finding.agency) or source.owner_agency
    start = [tag.theme.name, source.opened_on.year, source.title, source.reference]
    return [*start, source.get_kind_display(), *about, tag.passage, agency or ""]
