"""The learning table, the framework page, its timetable and its priorities."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boards.access import allowed, get_visible_or_404, require
from boards.panels import panels_for
from boards.roles import Permission
from learning import framework as reading
from learning import table
from learning.exports import asked_kind, download
from learning.filters import Strands, with_strand
from learning.forms.framework import (
    FrameworkNoteForm,
    PriorityAddForm,
    PriorityForm,
    SourceTypeForm,
    TimetableForm,
)
from learning.models import FrameworkNote, Priority, SourceType, TimetableEntry
from learning.services import framework
from learning.services.versions import StaleVersion, save_version

EDIT = Permission.EDIT_LEARNING_TABLE


@require_GET
def learning_table(request, board):
    """The board's table under its own headings; filter, search, print, export."""
    strands = Strands(request)
    words = request.GET.get("q", "").strip()[:100]
    shown = [
        row
        for row in table.rows(request.board, request.user)
        if row.strand in (strands.chosen or row.strand, "both")
        and table.matches(row, words)
    ]
    headings = table.headings(request.board)
    current = [row for row in shown if row.retired_on is None]
    if kind := asked_kind(request):
        return _table_file(request, kind, headings, current)
    context = {
        "title": table.title(request.board),
        "headings": headings,
        "lines": [_line(row, headings) for row in current],
        "retired": [row for row in shown if row.retired_on],
        "words": words,
        "strands": strands,
        "today": timezone.localdate(),
        "may_edit": allowed(request.user, EDIT, request.board),
    }
    return render(request, "learning/learning_table.html", context)


def _line(row, headings):
    cells = [(heading, table.cell(row, heading.attribute)) for heading in headings]
    return {"row": row, "cells": cells}


def _table_file(request, kind, headings, current):
    lines = [
        ["\n".join(table.cell(row, heading.attribute)) for heading in headings]
        for row in current
    ]
    name = f"learning-table-{request.board.slug}"
    return download(kind, name, [heading.text for heading in headings], lines)


def _source_type(request, key):
    require(request.user, EDIT, request.board)
    return get_visible_or_404(SourceType, request.user, board=request.board, key=key)


@require_http_methods(["GET", "POST"])
def source_type_add(request, board):
    """Another row of the learning table."""
    require(request.user, EDIT, request.board)
    form = SourceTypeForm(
        request.POST or None,
        instance=SourceType(board=request.board, strand=request.board.strand),
        board=request.board,
        user=request.user,
    )
    if request.method == "POST" and form.is_valid():
        row = framework.add_source_type(
            board=request.board, values=form.values, by=request.user
        )
        messages.success(request, _("%(row)s was added to the table.") % {"row": row})
        return redirect(_to("learning:learning-table", request))
    return _form_page(
        request, form, _("Add a row to the learning table"), "learning:learning-table"
    )


@require_http_methods(["GET", "POST"])
def source_type_edit(request, board, key):
    """Change a row of the learning table."""
    row = _source_type(request, key)
    return _edit(
        request, row, SourceTypeForm, _("Change %(row)s") % {"row": row}, TABLE
    )


@require_http_methods(["GET", "POST"])
def source_type_retire(request, board, key):
    """Ask, then take a row out of use or back into it."""
    row = _source_type(request, key)
    if request.method == "POST":
        try:
            framework.retire_source_type(
                source_type=row,
                retired=row.retired_on is None,
                version=_number(request.POST.get("version")),
                by=request.user,
            )
        except StaleVersion as problem:
            messages.error(request, " ".join(problem.messages))
        return redirect(_to(TABLE, request))
    context = {"row": row, "items": row.sources.visible_to(request.user).count()}
    return render(request, "learning/learning_table_retire.html", context)


@require_GET
def framework_page(request, board):
    """What the framework says, and where it came from."""
    context = reading.page(request.board, request.user) | {
        "strands": Strands(request),
        "may_edit": allowed(request.user, EDIT, request.board),
        "panels": panels_for(request.user, request.board, reading.FRAMEWORK),
    }
    return render(request, "learning/framework.html", context)


@require_http_methods(["GET", "POST"])
def framework_edit(request, board):
    """Keep where the framework came from and how long it stands."""
    require(request.user, EDIT, request.board)
    note = reading.note_of(request.board, request.user)
    note = note or FrameworkNote(board=request.board)
    return _edit(
        request,
        note,
        FrameworkNoteForm,
        _("Where the framework came from"),
        "learning:framework",
        save=_save_note,
    )


def _save_note(*, record, values, version, by):
    framework.save_note(board=record.board, values=values, version=version, by=by)


@require_GET
def timetable(request, board):
    """Reports month by month, and those coming up."""
    strands = Strands(request)
    entries = reading.entries(request.board, request.user, strands.chosen)
    context = {
        "months": reading.by_month(entries),
        "ahead": reading.ahead(entries),
        "unset": [entry for entry in entries if not entry.months],
        "strands": strands,
        "may_edit": allowed(request.user, EDIT, request.board),
    }
    return render(request, "learning/timetable.html", context)


@require_http_methods(["GET", "POST"])
def timetable_edit(request, board, key):
    """Set the months of a report, and who gives and receives it."""
    require(request.user, EDIT, request.board)
    entry = get_visible_or_404(
        TimetableEntry, request.user, board=request.board, key=key
    )
    bodies = reading.bodies(request.board, request.user)
    heading = _("Change %(row)s") % {"row": entry}
    return _edit(
        request, entry, TimetableForm, heading, "learning:timetable", bodies=bodies
    )


@require_GET
def priorities(request, board):
    """The board's priorities, year by year."""
    rows = Priority.objects.visible_to(request.user).filter(board=request.board)
    context = {
        "years": reading.by_year(rows),
        "next_year": reading.year_to_copy_to(rows),
        "may_edit": allowed(request.user, EDIT, request.board),
    }
    return render(request, "learning/priorities.html", context)


@require_http_methods(["GET", "POST"])
def priority_add(request, board):
    """Another priority of this year or the next."""
    require(request.user, EDIT, request.board)
    form = PriorityAddForm(request.POST or None, board=request.board, user=request.user)
    if request.method == "POST" and form.is_valid():
        framework.add_priority(
            board=request.board, by=request.user, **form.cleaned_data
        )
        return redirect(_to("learning:priorities", request))
    return _form_page(request, form, _("Add a priority"), "learning:priorities")


@require_http_methods(["GET", "POST"])
def priority_edit(request, board, pk):
    """Another wording of a priority."""
    require(request.user, EDIT, request.board)
    row = get_visible_or_404(Priority, request.user, board=request.board, pk=pk)
    heading = _("Change a priority of %(year)s") % {"year": row.year}
    return _edit(request, row, PriorityForm, heading, "learning:priorities")


@require_POST
def priorities_copy(request, board):
    """Last year's priorities as a start for the next."""
    require(request.user, EDIT, request.board)
    rows = Priority.objects.visible_to(request.user).filter(board=request.board)
    latest = rows.order_by("-year").first()
    if latest is None:
        raise Http404
    try:
        year = framework.copy_priorities(
            board=request.board, from_year=latest.year, by=request.user
        )
        messages.success(request, _("Copied to %(year)s.") % {"year": year})
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect(_to("learning:priorities", request))


TABLE = "learning:learning-table"


def _edit(request, record, kind, heading, back, save=save_version, **extra):
    """Show, check and save one row; a stale version shows both texts."""
    form = kind(
        request.POST or None,
        instance=record,
        board=request.board,
        user=request.user,
        **extra,
    )
    if request.method == "POST" and form.is_valid():
        try:
            save(
                record=record,
                values=form.values,
                version=form.cleaned_data["version"],
                by=request.user,
            )
        except StaleVersion as problem:
            form.show_conflict(problem.current)
        else:
            messages.success(request, _("Saved."))
            return redirect(_to(back, request))
    return _form_page(request, form, heading, back)


def _form_page(request, form, heading, back):
    context = {
        "form": form,
        "heading": heading,
        "cancel_url": _to(back, request),
        "differences": getattr(form, "differences", []),
    }
    return render(request, "learning/framework_form.html", context)


def _to(name, request):
    return with_strand(reverse(name, args=[request.board.slug]), request)


def _number(text) -> int:
    return int(text) if str(text).isdecimal() and len(text) < 10 else 0
