"""My agency on one page: everything it owes the board."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from boards.access import get_visible_or_404
from boards.models import BoardAgency
from reporting.agency import own_plans, sections
from reporting.subjects import may_read_agency


@require_GET
def my_agency(request, board):
    """To the page of the agency the person speaks for; a choice where there are two."""
    links = BoardAgency.objects.visible_to(request.user).live()
    mine = request.user.scope.agencies.get(request.board.pk, ())
    found = list(
        links.filter(board=request.board, agency__in=mine).select_related("agency")
    )
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect("reporting:agency", request.board.slug, found[0].agency_id)
    return render(request, "reporting/my_agencies.html", {"links": found})


@require_GET
def agency(request, board, pk):
    """Returns, requests, recommendations and actions of one agency, the oldest first.

    Its own people and the business unit; to others the page does not exist.
    """
    links = BoardAgency.objects.visible_to(request.user).select_related(
        "agency", "board"
    )
    link = get_visible_or_404(links, request.user, board=request.board, agency=pk)
    if not may_read_agency(request.user, link):
        raise Http404
    found = sections(request.user, request.board, link.agency)
    context = {
        "link": link,
        "sections": found,
        "total": sum(len(section.rows) for section in found),
        "late": sum(section.late for section in found),
        "plans": own_plans(request.user, request.board, link.agency),
        "is_own": pk in request.user.scope.agencies.get(request.board.pk, ()),
    }
    return render(request, "reporting/agency.html", context)
