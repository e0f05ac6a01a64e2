"""The inspection pack: asked for with one press, built in three formats."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import require
from boards.roles import Permission
from boards.views.forms import form_page
from reporting.forms.inspection import InspectionPackForm
from reporting.kinds import KINDS
from reporting.models import BuiltDocument
from reporting.rules import subject_for
from reporting.services.documents import ask_for

FORMATS = ("inspection-word", "inspection-pdf", "inspection-excel")


@require_http_methods(["GET", "POST"])
def inspection_pack(request, board):
    """Days, and where wished an inspectorate and themes; one press builds all three."""
    require(request.user, Permission.BUILD_DOCUMENT, request.board)
    form = InspectionPackForm(
        request.POST or None, user=request.user, board=request.board
    )
    if request.method == "POST" and form.is_valid():
        pack = form.pack
        for key in FORMATS:
            ask_for(
                kind=KINDS[key], record=pack, subject=pack.reference,
                board=request.board, by=request.user,
            )  # fmt: skip
        return redirect(
            "reporting:inspection-pack-files", request.board.slug, pack.reference
        )
    return form_page(
        request,
        form,
        heading=_("Inspection pack"),
        submit=_("Build the pack"),
        back_url=reverse("reporting:documents", args=[request.board.slug]),
        template="reporting/inspection/pack.html",
        earlier=_earlier(request),
    )


def _earlier(request):
    mine = BuiltDocument.objects.visible_to(request.user).filter(board=request.board)
    return mine.filter(kind="inspection-word").order_by("-asked_at")[:10]


@require_GET
def inspection_pack_files(request, board, reference):
    """The three files of a pack as they come; the page looks again by itself."""
    kinds = [KINDS[key] for key in FORMATS]
    pack = subject_for(request.user, kinds[0], request.board, reference)
    mine = BuiltDocument.objects.visible_to(request.user)
    found = [
        mine.of(board=request.board, kind=kind.key, subject=reference).first()
        for kind in kinds
    ]
    documents = [one for one in found if one is not None]
    waits = any(not one.is_built and not one.has_failed for one in documents)
    context = {"pack": pack, "documents": documents, "waits": waits}
    page = "reporting/inspection/files.html"
    if request.htmx:
        page = "reporting/inspection/_files.html"
    return render(request, page, context)
