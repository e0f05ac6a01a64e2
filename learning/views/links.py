"""Links between sources: an agency's own item and the board's, without re-keying."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from boards.access import get_visible_or_404
from boards.roles import Permission
from boards.views.forms import accepted
from learning.choices import LINK_SEEN_BACK
from learning.forms.links import LinkForm
from learning.models import LearningSource, SourceLink
from learning.rules import may_write_findings, require_findings
from learning.services.linking import link_sources, unlink_sources
from learning.views.of_source import framed, source_or_404

OFFERED = 20


@require_http_methods(["GET", "POST"])
def source_links(request, board, reference):
    """Sources this one is linked with; find another and link it."""
    source = source_or_404(request, reference)
    writes = may_write_findings(request.user, source)
    form = _form(request, source) if writes else None
    if request.method == "POST":
        require_findings(request.user, source)
        if accepted(form, lambda data: _link(source, data, request.user)):
            messages.success(request, _("The sources are linked."))
            return redirect(_url(source))
    context = {
        **framed(request, source, "learning:source-links"),
        "links": _links(request.user, source),
        "writes": writes,
        "form": form,
        "q": request.GET.get("q", "")[:100],
    }
    return render(request, "learning/source_links.html", context)


def _form(request, source):
    seen = LearningSource.objects.visible_to(request.user).filter(board=request.board)
    found = seen.exclude(pk=source.pk).search(request.GET.get("q", "")[:100])
    return LinkForm(
        request.POST or None, offered=found, most=OFFERED, user=request.user
    )


def _link(source, data, by):
    link_sources(source=source, by=by, **data)


def _links(user, source) -> list[dict]:
    rows = SourceLink.objects.visible_to(user).filter(
        Q(from_source=source) | Q(to_source=source)
    )
    rows = rows.select_related("from_source__board", "to_source__board", "by")
    return [_shown(user, row, source) for row in rows]


def _shown(user, link, source) -> dict:
    out = link.from_source_id == source.pk
    return {
        "link": link,
        "other": link.to_source if out else link.from_source,
        "how": link.get_kind_display() if out else LINK_SEEN_BACK[link.kind],
    }


def _url(source) -> str:
    return reverse("learning:source-links", args=[source.board.slug, source.reference])


@require_http_methods(["POST"])
def source_unlink(request, board, reference, pk):
    """Take a link back; whoever writes either end may."""
    source = source_or_404(request, reference)
    rows = SourceLink.objects.visible_to(request.user).select_related(
        "from_source", "to_source"
    )
    rows = rows.filter(Q(from_source=source) | Q(to_source=source))
    link = get_visible_or_404(rows, request.user, pk=pk)
    ends = (link.from_source, link.to_source)
    if not any(may_write_findings(request.user, end) for end in ends):
        raise PermissionDenied(Permission.WRITE_FINDINGS.value)
    unlink_sources(link=link, by=request.user)
    messages.success(request, _("The link is removed."))
    return redirect(_url(source))
