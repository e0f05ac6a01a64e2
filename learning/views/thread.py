"""The golden thread, from a source or from anything that hangs on one."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from learning.source_pages import frame_of
from learning.thread import Asked, start_of, thread


@require_GET
def source_thread(request, board, reference):
    """Everything that follows from one source, down to what changed."""
    return _page(request, "source", reference)


@require_GET
def thread_from(request, board, kind, key):
    """The thread of a finding, a recommendation, an action: up and down."""
    return _page(request, kind, key)


def _page(request, kind, key):
    start = start_of(request.user, request.board, kind, key)
    if start is None:
        raise Http404
    source = start.source
    roots = thread(Asked(request.user, request.board, start))
    here = "learning:thread"
    context = {
        "start": start,
        "roots": roots,
        "source": source,
        "frame": frame_of(request.user, source, here) if source else None,
    }
    return render(request, "learning/thread.html", context)
