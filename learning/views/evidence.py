"""The agency's evidence: what it has, how long it holds, where it is used."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404, require
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from boards.views.forms import accepted, form_page
from learning.evidence_access import uses_of
from learning.forms.evidence import (
    EvidenceAddForm,
    EvidenceEditForm,
    EvidenceFilterForm,
)
from learning.models import Evidence
from learning.services import evidence as services

COLUMNS = {
    "title": ("title",),
    "effective": ("effective_on", "title"),
    "expires": ("expires_on", "title"),
    "added": ("-added_at",),
}


def _library(request):
    """Items of the person's own agencies on this board."""
    items = Evidence.objects.visible_to(request.user)
    items = items.in_library_of(request.user, request.board)
    return items.select_related("agency", "document", "added_by")


@require_GET
def evidence_library(request, board):
    """What the agency can show; filter, search, sort, page, export."""
    require(request.user, Permission.ANSWER, request.board)
    form = EvidenceFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(_library(request)))
    if kind := asked_kind(request):
        return _file(request, kind, list(found))
    page = paginate(request, found)
    uses = uses_of(request.user, page.object_list)
    context = {
        "form": form,
        "page": page,
        "rows": [(item, uses[item.pk]) for item in page.object_list],
        "several_agencies": len(request.user.scope.agencies[request.board.pk]) > 1,
        **sorting.context,
    }
    return render(request, "learning/evidence_library.html", context)


def _file(request, kind, items):
    uses = uses_of(request.user, items)
    headings = [
        _("Agency"),
        _("Title"),
        _("File or link"),
        _("In force from"),
        _("Expires on"),
        _("Out of date"),
        _("Used in"),
        _("Added by"),
        _("Added on"),
    ]
    rows = [
        [
            item.agency,
            item.title,
            item.document or item.link,
            item.effective_on,
            item.expires_on,
            _("Yes") if item.is_expired else _("No"),
            "\n".join(use.text for use in uses[item.pk]),
            item.added_by,
            item.added_at.date(),
        ]
        for item in items
    ]
    return download(kind, f"evidence-{request.board.slug}", headings, rows)


@require_http_methods(["GET", "POST"])
def evidence_add(request, board):
    """Several files at once, or a link."""
    require(request.user, Permission.ANSWER, request.board)
    form = EvidenceAddForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        board=request.board,
    )
    made = []

    def write(said):
        made.extend(services.add_evidence(board=request.board, by=request.user, **said))

    back = reverse("learning:evidence-library", args=[request.board.slug])
    if request.method == "POST" and accepted(form, write):
        said = ngettext("%d item was added.", "%d items were added.", len(made))
        messages.success(request, said % len(made))
        return redirect(back)
    return form_page(
        request,
        form,
        heading=_("Add evidence"),
        back_url=back,
        hint=_("It stays in your agency's library, to use in this and later returns."),
        submit=_("Add"),
    )


def _own_or_404(request, pk):
    """An item the person's agency keeps, with the right to change it."""
    items = _library(request).read_through(request.board)
    found = get_visible_or_404(items, request.user, pk=pk)
    require(request.user, Permission.ANSWER, found)
    return found


@require_http_methods(["GET", "POST"])
def evidence_edit(request, board, pk):
    """Correct an item's title, link and dates."""
    found = _own_or_404(request, pk)
    form = EvidenceEditForm(request.POST or None, user=request.user, evidence=found)

    def write(said):
        services.edit_evidence(evidence=found, by=request.user, **said)

    back = reverse("learning:evidence-library", args=[request.board.slug])
    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("Saved."))
        return redirect(back)
    heading = _("Change %(title)s") % {"title": found.title}
    hint = found.document and _("File: %(name)s. To use another, add it as new.") % {
        "name": found.document
    }
    return form_page(request, form, heading=heading, back_url=back, hint=hint)


@require_http_methods(["GET", "POST"])
def evidence_retire(request, board, pk):
    """Say that an item holds no more. Answers that show it keep it."""
    found = _own_or_404(request, pk)
    if request.method == "POST":
        services.retire_evidence(evidence=found, by=request.user)
        messages.success(request, _("“%s” is out of date from now on.") % found.title)
        return redirect("learning:evidence-library", request.board.slug)
    context = {"evidence": found, "uses": uses_of(request.user, [found])[found.pk]}
    return render(request, "learning/evidence_retire.html", context)
