"""The only way a stored file leaves."""

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boards.access import get_visible_or_404, note_access
from learning.models import Evidence

# A file that a browser opens anyway runs nothing, loads nothing, is framed nowhere.
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'"


@require_GET
def evidence_file(request, board, pk):
    """Send a checked file to somebody who may read it, and note that they did."""
    items = Evidence.objects.visible_to(request.user).select_related("document")
    found = get_visible_or_404(
        items.read_through(request.board),
        request.user,
        pk=pk,
        document__isnull=False,
    )
    if not found.is_downloadable:
        context = {"evidence": found}
        return render(request, "learning/evidence_held.html", context, status=403)
    response = file_response(found.document)
    note_access(request.user, found, "download")
    return response


def file_response(document):
    """A stored file as something to keep, never to run. Raises Http404 when lost."""
    try:
        file = document.file.open("rb")
    except FileNotFoundError as problem:
        raise Http404 from problem
    response = FileResponse(
        file,
        as_attachment=True,
        filename=document.original_name,
        content_type=document.content_type,
    )
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
