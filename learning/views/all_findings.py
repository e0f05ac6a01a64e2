"""Every finding of a board, whatever it came from."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from learning.exports import asked_kind, download
from learning.filters import Sorting, Strands, for_strand, paginate
from learning.follow_up import with_action_flag
from learning.forms.finding_filters import FindingFilterForm
from learning.models import Finding
from learning.rules import may_file_good_practice

COLUMNS = {
    "newest": ("-created_at",),
    "title": ("title",),
    "kind": ("kind",),
    "agency": ("agency__name_en",),
    "factor": ("system_factor",),
    "source": ("source__title",),
}


@require_GET
def all_findings(request, board):
    """Findings this person may know of; filter, search, sort, page, export."""
    seen = Finding.objects.visible_to(request.user).filter(board=request.board)
    form = FindingFilterForm(request.GET, board=request.board, user=request.user)
    sorting = Sorting(request, COLUMNS)
    strands = Strands(request)
    seen = for_strand(seen, strands.chosen, "source__strand")
    found = sorting.apply(form.apply(with_action_flag(seen, request.user)))
    found = found.select_related("agency", "source__source_type")
    if kind := asked_kind(request):
        return _file(request, kind, found)
    context = {
        "page": paginate(request, found),
        "form": form,
        "strands": strands,
        **sorting.context,
        "may_file": may_file_good_practice(request.user, request.board),
    }
    return render(request, "learning/all_findings.html", context)


def _file(request, kind, found):
    headings = [
        _("Finding"), _("Kind"), _("What was learnt"), _("Agency"),
        _("Where it worked"), _("System factor"), _("At which level"), _("Key words"),
        _("Source"), _("Reference"), _("Has an action"), _("Why no action is needed"),
    ]  # fmt: skip
    rows = (_row(finding) for finding in found)
    return download(kind, f"findings-{request.board.slug}", headings, rows)


def _row(finding):
    return [
        finding.title,
        finding.get_kind_display(),
        finding.text,
        finding.agency or finding.get_level_display(),
        finding.worked_where,
        finding.get_system_factor_display(),
        finding.get_system_level_display(),
        ", ".join(finding.themes),
        finding.source.title,
        finding.source.reference,
        _("Yes") if finding.has_action else _("No"),
        finding.no_action_reason,
    ]
