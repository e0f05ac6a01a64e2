"""An agency's return as a workbook: taken away, and brought back filled in."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audits import rules
from audits.choices import ImportKind
from audits.forms.importing import OfflineFileForm
from audits.services.offline import bring_answers, copy_of
from audits.views.import_pages import batch_url, waiting
from audits.views.imports import upload_accepted, xlsx_response
from audits.views.places import return_or_404
from boards.access import require
from boards.roles import Permission
from boards.views.forms import form_page


@require_GET
def return_offline(request, board, reference):
    """Download the return with its answers, to fill in without a connection."""
    found = return_or_404(request, reference)
    require(request.user, Permission.ANSWER, found)
    return xlsx_response(copy_of(found), f"{found.reference}-offline")


@require_http_methods(["GET", "POST"])
def return_offline_import(request, board, reference):
    """Upload a filled-in copy. Nothing is saved before every change was shown."""
    found = return_or_404(request, reference)
    require(request.user, Permission.ANSWER, found)
    form = OfflineFileForm(
        request.POST or None, request.FILES or None, user=request.user
    )
    made = []

    def write(said):
        made.append(
            bring_answers(agency_return=found, file=said["file"], by=request.user)
        )

    if request.method == "POST" and upload_accepted(form, write):
        return redirect(batch_url(made[0]))
    return form_page(
        request,
        form,
        heading=_("Answer offline"),
        caption=found.round.source.title,
        back_url=found.get_absolute_url(),
        submit=_("Show what would change"),
        template="audits/import_offline.html",
        waiting=waiting(request, ImportKind.OFFLINE_ANSWERS, found.reference),
        agency_return=found,
        editable=rules.is_editable(found),
    )
