"""Files of figures: sent in, their columns named, looked at, then taken or not."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boards.access import get_visible_or_404
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from boards.views.forms import accepted, form_page
from learning.choices import JobState
from performance.choices import ImportState
from performance.forms.imports import (
    ColumnsForm,
    MeaningsForm,
    SheetForm,
    UploadForm,
    settings_shown,
)
from performance.forms.imports_list import ImportFilterForm
from performance.guards import import_or_404, import_to_decide
from performance.importing.columns import guess
from performance.importing.problems import shown
from performance.models import DataImport, Indicator, Place
from performance.rules import may_bring, may_import, require_rule
from performance.services import imports
from performance.services.weighing import resolved
from performance.views.writing import VERSIONED

COLUMNS = {
    "brought": ("-brought_at",),
    "file": ("file_name",),
    "state": ("state", "-brought_at"),
}
MAPPABLE = (ImportState.COLUMNS, ImportState.PREVIEW)
WAITS = (ImportState.READING, ImportState.COMMITTING)


@require_GET
def imports_list(request, board):
    """Files that came in; filter, search, sort, page, export."""
    require_rule(may_bring(request.user, request.board), Permission.SUBMIT)
    seen = DataImport.objects.visible_to(request.user).filter(board=request.board)
    form = ImportFilterForm(request.GET)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(seen)).select_related(
        "agency", "brought_by", "mapping"
    )
    found = found.defer("sheets", "settings", "found", "problems")
    if kind := asked_kind(request):
        return _file(request, kind, found)
    context = {"page": paginate(request, found), "form": form, **sorting.context}
    return render(request, "performance/imports.html", context)


def _file(request, kind, rows):
    headings = [_("File"), _("Source"), _("State"), _("Brought on"), _("By"),
                _("For"), _("Figures brought in"), _("Corrected")]  # fmt: skip
    table = [
        [
            row.file_name, str(row.mapping or ""), row.get_state_display(),
            row.brought_at.date(), str(row.brought_by), str(row.agency or ""),
            row.counts.get("written"), row.counts.get("superseded"),
        ]
        for row in rows
    ]  # fmt: skip
    return download(kind, f"files-of-figures-{request.board.slug}", headings, table)


@require_http_methods(["GET", "POST"])
def import_add(request, board):
    """Send a file of figures in. Nothing is changed before it was looked at."""
    require_rule(may_bring(request.user, request.board), Permission.SUBMIT)
    form = UploadForm(
        request.POST or None, request.FILES or None, user=request.user,
        board=request.board,
    )  # fmt: skip
    made = []

    def write(said):
        made.append(
            imports.bring(
                board=request.board, file=said["file"], by=request.user,
                agency=said.get("agency"), mapping=said.get("mapping"),
            )
        )  # fmt: skip

    if request.method == "POST" and accepted(form, write):
        return redirect(_next(made[0]))
    return form_page(
        request, form, heading=_("Bring figures in"), submit=_("Read the file"),
        back_url=reverse("performance:imports", args=[board]),
        template="performance/import_add.html",
    )  # fmt: skip


def _next(found) -> str:
    name = "import-columns" if found.state == ImportState.COLUMNS else "import"
    return _url(found, name)


def _url(found, name) -> str:
    return reverse(f"performance:{name}", args=[found.board.slug, found.pk])


@require_GET
def import_page(request, board, pk):
    """How far a file is: being read, to decide about, or what came of it."""
    found = import_or_404(request, pk)
    context = {
        "found": found,
        "may_decide": may_import(request.user, request.board, found.agency_id),
        "problems": shown(found.problems or found.found.get("read", [])),
        "waits": found.state in WAITS,
        "failed": bool(found.job_id and found.job.state == JobState.FAILED),
    }
    if found.state == ImportState.PREVIEW:
        context |= _preview(request, found)
    return render(request, "performance/import.html", context)


def _preview(request, found) -> dict:
    return {
        "form": _meanings(request, found),
        "revisions": _revisions(request, found),
        "unknown": any(p["code"] in {"place", "measure"} for p in found.problems),
    }


def _revisions(request, found) -> list[dict]:
    """The first figures that would change, with what they are now."""
    rows = found.counts.get("revisions", [])
    indicators = Indicator.objects.visible_to(request.user)
    indicators = indicators.in_bulk({row[0] for row in rows})
    places = Place.objects.visible_to(request.user).in_bulk({row[1] for row in rows})
    return [
        {
            "indicator": indicators.get(indicator),
            "place": places.get(place),
            "period": label,
            "was": was or sign_was,
            "now": now or sign_now,
        }
        for indicator, place, label, was, sign_was, now, sign_now in rows
    ]


def _meanings(request, found):
    """Measures of the file that nobody here goes by, or that were given a meaning."""
    _places, measures = resolved(found)
    chosen = found.settings.get("chosen", {})
    named = [
        (one["key"], measures[one["no"]])
        for one in found.found.get("measures", [])
        if (measures[one["no"]] or -1) < 0 or one["key"] in chosen
    ]
    return MeaningsForm(
        request.POST or None, user=request.user, data_import=found, named=named
    )


@require_http_methods(["GET", "POST"])
def import_sheet(request, board, pk):
    """Which sheet, and which row holds its headings."""
    found = _to_map(request, pk)
    now = settings_shown(found)
    initial = {"sheet": now["sheet"], "header_row": now["header_row"]}
    form = SheetForm(request.POST or None, sheets=found.sheets, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        query = f"?sheet={_number(found, said['sheet'])}&row={said['header_row']}"
        return redirect(_url(found, "import-columns") + query)
    return form_page(
        request, form, heading=_("Sheet and headings"), caption=found.file_name,
        submit=_("Go on"), back_url=_url(found, "import-columns"), template=VERSIONED,
    )  # fmt: skip


def _number(found, name) -> int:
    return next(i for i, one in enumerate(found.sheets) if one["name"] == name)


def _to_map(request, pk):
    found = import_to_decide(request, pk)
    if not found.sheets or found.state not in MAPPABLE:
        rows = DataImport.objects.visible_to(request.user).none()
        return get_visible_or_404(rows, request.user, pk=pk)
    return found


def _sheet_and_settings(request, found):
    """The sheet asked for in the address with a fresh guess, else as it was said."""
    asked, row = request.GET.get("sheet", ""), request.GET.get("row", "")
    if asked.isdecimal() and int(asked) < len(found.sheets) and row.isdecimal():
        sheet = found.sheets[int(asked)]
        return sheet, guess(sheet, min(int(row), len(sheet["rows"])))
    settings = settings_shown(found)
    named = [one for one in found.sheets if one["name"] == settings["sheet"]]
    return (named or found.sheets)[0], settings


@require_http_methods(["GET", "POST"])
def import_columns(request, board, pk):
    """What each column holds."""
    found = _to_map(request, pk)
    sheet, settings = _sheet_and_settings(request, found)
    form = ColumnsForm(request.POST or None, sheet=sheet, settings=settings)

    def write(said):
        read = imports.choose_columns(
            data_import=found, settings=form.settings(), by=request.user
        )
        if said["source"].strip():
            imports.save_mapping(
                data_import=read, source=said["source"].strip(), by=request.user,
                year=said["year"].strip(),
            )  # fmt: skip

    if request.method == "POST" and accepted(form, write):
        return redirect(found.get_absolute_url())
    context = {
        "found": found, "form": form, "sheet": sheet,
        "header_row": settings["header_row"], "gone": found.found.get("gone", []),
    }  # fmt: skip
    return render(request, "performance/import_columns.html", context)


@require_POST
def import_meanings(request, board, pk):
    """Say what unknown places and measures are; the page then counts again."""
    found = import_to_decide(request, pk)
    if found.state == ImportState.PREVIEW:
        form = _meanings(request, found)
        if form.is_valid():
            _decided(request, lambda: imports.choose_meanings(
                data_import=found, said=form.said(), by=request.user
            ))  # fmt: skip
    return redirect(found.get_absolute_url())


@require_POST
def import_commit(request, board, pk):
    """Bring the figures in, all of them or none."""
    found = import_to_decide(request, pk)
    _decided(request, lambda: imports.begin_commit(data_import=found, by=request.user))
    return redirect(found.get_absolute_url())


@require_POST
def import_discard(request, board, pk):
    """Throw a file away."""
    found = import_to_decide(request, pk)
    _decided(request, lambda: imports.discard(data_import=found, by=request.user))
    return redirect("performance:imports", board)


def _decided(request, write) -> None:
    try:
        write()
    except ValidationError as problem:
        for words in problem.messages:
            messages.error(request, words)
