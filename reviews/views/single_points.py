"""The one person each agency is asked through."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404, require
from boards.lists import changed, paginate
from boards.models import Agency
from boards.roles import Permission
from boards.views.forms import written
from reviews import rules
from reviews.contacts import single_points as named_points
from reviews.contacts import speaking_for
from reviews.forms.pool import SinglePointForm
from reviews.models import Review, SinglePoint
from reviews.services.single_points import name_single_point


def _agencies(request):
    """Agencies whose contact the person keeps: officers all, leads their own."""
    require(request.user, Permission.NOMINATE, request.board)
    seen = Agency.objects.visible_to(request.user).serving(request.board)
    if rules.manages_pool(request.user, request.board):
        return seen
    return seen.filter(pk__in=request.user.scope.agencies.get(request.board.pk, ()))


@require_GET
def single_points(request, board):
    """Each agency and its contact; those without one come first when asked."""
    agencies = _agencies(request)
    if words := request.GET.get("q", "").strip():
        agencies = agencies.filter(name_en__icontains=words)
    named = SinglePoint.objects.visible_to(request.user).filter(board=request.board)
    missing = agencies.exclude(pk__in=named.values("agency"))
    without = request.GET.get("state") == "without"
    page = paginate(request, (missing if without else agencies).order_by("name_en"))
    shown = [agency.pk for agency in page.object_list]
    rows = {row.agency_id: row for row in named.filter(agency__in=shown)}
    live = named_points(request.board.pk, shown)
    context = {
        "page": page,
        "rows": [
            (agency, rows.get(agency.pk), live.get(agency.pk))
            for agency in page.object_list
        ],
        "missing": missing.count(),
        "without": without,
        "words": words,
        "query": changed(request)[1:],
    }
    return render(request, "reviews/single_points.html", context)


@require_http_methods(["GET", "POST"])
def single_point_edit(request, board, pk):
    """Name an agency's contact, or another in their place."""
    agency = get_visible_or_404(_agencies(request), request.user, pk=pk)
    people = speaking_for(request.board.pk, agency.pk)
    form = SinglePointForm(request.POST or None, user=request.user, people=people)
    back = _way_back(request)
    return written(
        request,
        form,
        lambda said: name_single_point(
            board=request.board, agency=agency, user=said["person"], by=request.user
        ),
        back_url=back,
        heading=_("Single point of contact of %s") % agency,
        hint=_("Only people who may answer for the agency are listed."),
        done=_("%s is asked through a named person from now on.") % agency,
    )


def _way_back(request):
    """The check of a pack somebody came from, else the list."""
    known = Review.objects.visible_to(request.user).filter(board=request.board)
    review = known.filter(source__reference=request.GET.get("review", "")).first()
    if review:
        return reverse(
            "reviews:request-preview", args=[request.board.slug, review.reference]
        )
    return reverse("reviews:single-points", args=[request.board.slug])
