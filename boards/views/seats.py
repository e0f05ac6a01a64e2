"""Seats of groups: filled or vacant, and nominations."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import allowed, get_visible_or_404, require
from boards.exports import asked_kind, download
from boards.forms.seats import NominateForm, SeatFilterForm, SeatForm
from boards.lists import Sorting, paginate
from boards.models import Seat
from boards.restricted import group_or_404
from boards.roles import Permission, RoleName
from boards.rules import may_nominate
from boards.services import seats as services
from boards.views.forms import accepted, form_page

COLUMNS = {
    "group": ("group__name_en",),
    "agency": ("agency__name_en", "group__name_en"),
    "post": ("post_en",),
}


@require_GET
def seats(request, board):
    """Seats filled and vacant: all for the business unit, an agency's for its lead."""
    rows = _seats_of(request)
    form = SeatFilterForm(request.GET, board=request.board, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(rows))
    if kind := asked_kind(request):
        return _file(request, kind, found)
    page = paginate(request, found)
    for seat in page.object_list:
        seat.may_nominate = may_nominate(request.user, seat)
    context = {
        "form": form,
        "page": page,
        "vacant": rows.vacant().count(),
        **sorting.context,
    }
    return render(request, "boards/seats.html", context)


def _seats_of(request):
    """Seats whose vacancies this person answers for; others ask the group's page."""
    rows = Seat.objects.visible_to(request.user).live().with_holder()
    rows = rows.filter(group__board=request.board)
    scope = request.user.scope
    everything = scope.boards_as(RoleName.BUSINESS_UNIT, RoleName.BOARD_MEMBER)
    if request.board.pk in everything:
        return rows
    return rows.filter(agency__in=scope.agencies.get(request.board.pk, ()))


def _file(request, kind, found):
    headings = [
        _("Group"),
        _("Post"),
        _("Place on the group"),
        _("Agency"),
        _("Votes"),
        _("Held by"),
    ]
    rows = [
        [
            seat.group.name,
            seat.post,
            seat.get_role_display(),
            seat.agency or "",
            _("Yes") if seat.voting else _("No"),
            seat.holder or _("Vacant"),
        ]
        for seat in found
    ]
    return download(kind, f"seats-{request.board.slug}", headings, rows)


@require_http_methods(["GET", "POST"])
def seat_add(request, board, pk):
    """A new seat on a group."""
    group = group_or_404(request.user, request.board, pk)
    return _seat_form(request, group, None, _("Add a seat to %s") % group)


@require_http_methods(["GET", "POST"])
def seat_edit(request, board, pk):
    """Change a seat."""
    seat = _seat(request, pk)
    return _seat_form(request, seat.group, seat, _("Change %s") % seat.post)


def _seat(request, pk):
    rows = Seat.objects.visible_to(request.user).select_related(
        "group__board", "agency"
    )
    return get_visible_or_404(rows, request.user, group__board=request.board, pk=pk)


def _seat_form(request, group, seat, heading):
    require(request.user, Permission.MANAGE_BOARD, group)
    form = SeatForm(
        request.POST or None, seat=seat, board=group.board, user=request.user
    )

    def write(data):
        services.save_seat(group=group, seat=seat, values=data, by=request.user)

    back = reverse("boards:group", args=[request.board.slug, group.pk])
    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("Saved."))
        return redirect(back)
    return form_page(request, form, heading=heading, back_url=back)


@require_http_methods(["GET", "POST"])
def seat_nominate(request, board, pk):
    """Say who takes a seat, or leave it vacant."""
    seat = _seat(request, pk)
    require(request.user, Permission.NOMINATE, seat)
    if seat.agency_id is None:  # a post of the board: no agency nominates to it
        require(request.user, Permission.MANAGE_BOARD, seat)
    people = services.candidates(seat, request.user)
    form = NominateForm(request.POST or None, people=people, user=request.user)

    def write(data):
        services.nominate(
            seat=seat, user=data["person"], on=data["on"], by=request.user
        )

    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("Saved."))
        return redirect("boards:seats", request.board.slug)
    context = {
        "form": form,
        "seat": seat,
        "holdings": seat.holdings.select_related("user", "nominated_by"),
        "may_invite": allowed(request.user, Permission.INVITE_PEOPLE, request.board),
    }
    return render(request, "boards/seat_nominate.html", context)
