"""Bringing an extract of counts in: send, look, take whole or throw away."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boards.access import get_visible_or_404
from boards.views.forms import form_page
from deaths.choices import CountTable, ImportState, Modifiable
from deaths.facts import categories, form_named, said
from deaths.forms.importing import ColumnsForm, FileForm
from deaths.guards import panel_to_keep
from deaths.importing import read
from deaths.models import Count, CountImport
from deaths.services import importing as services
from deaths.views.panels import address
from deaths.views.writing import pressed

MOST_ROWS = 400


@require_http_methods(["GET", "POST"])
def import_file(request, board, pk):
    """Send a file of counts in. What looks like single children is refused."""
    found = panel_to_keep(request, pk)
    form = FileForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            batch = services.bring(
                panel=found, file=form.cleaned_data["file"], by=request.user
            )
            return redirect(address(request, "import-preview", pk, batch.pk))
        except ValidationError as problem:
            form.add_error("file", problem)
    waiting = CountImport.objects.visible_to(request.user).filter(
        panel=found, state=ImportState.PREVIEW
    )
    return form_page(
        request, form, back_url=address(request, "panel", pk), panel=found,
        heading=_("Bring counts in"), caption=str(found), submit=_("Read the file"),
        template="deaths/import_file.html", waiting=waiting.defer("rows")[:10],
    )  # fmt: skip


def _batch(request, pk, batch):
    found = panel_to_keep(request, pk)
    rows = CountImport.objects.visible_to(request.user).filter(panel=found)
    one = get_visible_or_404(rows, request.user, pk=batch)
    one.panel = found
    return one


@require_GET
def import_preview(request, board, pk, batch):
    """What the file would set, beside what is there, and everything wrong with it."""
    one = _batch(request, pk, batch)
    context = {"panel": one.panel, "batch": one}
    if one.state == ImportState.PREVIEW:
        reading = read(one.panel, one.rows, one.columns)
        context |= {
            "problems": reading.problems,
            "entries": _entries(request, one.panel, reading)[:MOST_ROWS],
            "more": max(0, len(reading.entries) - MOST_ROWS),
        }
    return render(request, "deaths/import_preview.html", context)


def _entries(request, panel, reading):
    seen = Count.objects.visible_to(request.user).filter(year__panel=panel)
    names = ("year__year", "table", "form", "row", "column", "number")
    before = {tuple(row[:5]): row[5] for row in seen.values_list(*names)}
    named = {one.key: said(one.name) for one in categories(panel.board)}
    return [
        {
            "year": key[0],
            "what": _what(panel.board, key, named),
            "was": _("hidden by its sender") if before[key] is None else before[key],
            "number": number,
        }
        if key in before
        else {"year": key[0], "what": _what(panel.board, key, named), "was": "",
              "number": number}
        for key, number in reading.entries.items()
    ]  # fmt: skip


def _what(board, key, named) -> str:
    _year, table, form, row, column = key
    if table == CountTable.CATEGORY:
        return f"{named.get(row, row)}: {Modifiable(column).label}"
    facts = form_named(board, form)
    domain = next((said(one.name) for one in facts.domains if one.key == row), row)
    return f"{said(facts.name)}, {domain}: {column}"


@require_http_methods(["GET", "POST"])
def import_columns(request, board, pk, batch):
    """Say what each column is; kept for the panel's next file."""
    one = _batch(request, pk, batch)
    back = address(request, "import-preview", pk, batch)
    if one.state != ImportState.PREVIEW:
        return redirect(back)
    form = ColumnsForm(request.POST or None, batch=one)
    if request.method == "POST" and form.is_valid():
        return pressed(
            request,
            lambda: services.choose(
                batch=one, columns=form.chosen(), by=request.user
            ),
            to=back, done=_("Kept for the next file with these headings."),
        )  # fmt: skip
    return form_page(
        request, form, back_url=back, heading=_("What each column holds"),
        caption=one.file_name,
    )  # fmt: skip


@require_POST
def import_commit(request, board, pk, batch):
    """Take all of it."""
    one = _batch(request, pk, batch)
    return pressed(
        request, lambda: services.commit(batch=one, by=request.user),
        to=address(request, "import-preview", pk, batch), done=_("Taken."),
    )  # fmt: skip


@require_POST
def import_discard(request, board, pk, batch):
    """Throw it away."""
    one = _batch(request, pk, batch)
    return pressed(
        request, lambda: services.discard(batch=one, by=request.user),
        to=address(request, "import-preview", pk, batch),
        done=_("Thrown away. Nothing was changed."),
    )  # fmt: skip
