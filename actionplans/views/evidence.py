"""Evidence and feedback beside an action, and the only way its files leave."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from actionplans.forms.updates import EvidenceForm
from actionplans.guards import action_or_404, action_to_update
from actionplans.models import ActionEvidence
from actionplans.rules import speaks_for
from actionplans.services.evidence import add_evidence
from boards.access import get_visible_or_404, note_access
from boards.views.forms import written
from learning.choices import ScanState
from learning.views.evidence_file import file_response


@require_http_methods(["GET", "POST"])
def action_evidence(request, board, reference):
    """A file, a link, an item of the library, or what people said."""
    found = action_to_update(request, reference)
    form = EvidenceForm(
        request.POST or None, request.FILES or None, action=found, user=request.user
    )
    mine = speaks_for(request.user, found.board_id, found.agency_id)

    def write(data):
        agency = found.agency if mine else None
        return add_evidence(action=found, by=request.user, agency=agency, **data)

    return written(
        request, form, write, back_url=found.get_absolute_url(),
        heading=_("Add evidence or feedback"), caption=found.reference,
        hint=_("Everybody who may read this action may read it."), submit=_("Add"),
    )  # fmt: skip


@require_GET
def action_evidence_file(request, board, reference, pk):
    """Send a checked file to somebody who may read the action, and note that."""
    action = action_or_404(request, reference)
    rows = ActionEvidence.objects.visible_to(request.user).select_related("document")
    found = get_visible_or_404(
        rows, request.user, pk=pk, action=action, document__isnull=False
    )
    if found.document.scan_state != ScanState.CLEAN:
        context = {"evidence": found}
        return render(request, "learning/evidence_held.html", context, status=403)
    response = file_response(found.document)
    note_access(request.user, action, "download", group=action.confined_to)
    return response
