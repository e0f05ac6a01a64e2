"""Asking for a document, watching it being built, fetching it."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import allowed, get_visible_or_404, note_access
from boards.lists import Sorting, paginate
from boards.roles import Permission
from reporting.forms.documents import DocumentFilterForm
from reporting.kinds import kind_or_404
from reporting.models import BuiltDocument
from reporting.rules import may_still_read, subject_for, subject_of
from reporting.services.documents import ask_for

COLUMNS = {
    "asked": ("-asked_at",),
    "title": ("title", "-version"),
}


@require_GET
def documents(request, board):
    """Every document this person asked for on the board."""
    rows = BuiltDocument.objects.visible_to(request.user).filter(board=request.board)
    form = DocumentFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(rows.select_related("job")))
    context = {
        "form": form,
        **sorting.context,
        "page": paginate(request, found),
        "builds_packs": allowed(request.user, Permission.BUILD_DOCUMENT, request.board),
    }
    return render(request, "reporting/documents.html", context)


@require_http_methods(["GET", "POST"])
def document_ask(request, board, kind, reference):
    """Say what would be built; a press of the button asks for it."""
    wanted = kind_or_404(kind)
    record = subject_for(request.user, wanted, request.board, reference)
    if request.method == "POST":
        asked = ask_for(
            kind=wanted,
            record=record,
            subject=reference,
            board=request.board,
            by=request.user,
        )
        return redirect("reporting:document", request.board.slug, asked.pk)
    mine = BuiltDocument.objects.visible_to(request.user)
    context = {
        "kind": wanted,
        "subject": wanted.subject.title(record),
        "back_url": record.get_absolute_url(),
        "earlier": mine.of(board=request.board, kind=kind, subject=reference)[:10],
    }
    return render(request, "reporting/document_ask.html", context)


def _document(request, pk) -> BuiltDocument:
    rows = BuiltDocument.objects.visible_to(request.user)
    rows = rows.select_related("job", "board", "asked_by")
    return get_visible_or_404(rows, request.user, board=request.board, pk=pk)


@require_GET
def document(request, board, pk):
    """How far a document is; the page looks again by itself while it is built."""
    found = _document(request, pk)
    context = {"document": found, "readable": may_still_read(found)}
    page = "reporting/document.html"
    if request.htmx:
        page = "reporting/_document_state.html"
    return render(request, page, context)


@require_GET
def document_download(request, board, pk):
    """The file, if its asker may read what it is about today as well."""
    found = _document(request, pk)
    try:
        subject_of(found)
    except (Http404, PermissionDenied):
        note_access(request.user, found, "refused")
        raise
    if not found.is_built:
        return redirect("reporting:document", request.board.slug, found.pk)
    note_access(request.user, found, "downloaded")
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.file_name,
        content_type=found.content_type,
    )
