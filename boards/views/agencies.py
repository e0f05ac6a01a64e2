"""The register of agencies."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import allowed, get_visible_or_404, require
from boards.exports import asked_kind, download
from boards.forms.agencies import AgencyFilterForm, AgencyForm, agency_chosen
from boards.lists import Sorting, paginate
from boards.models import BoardAgency, Membership, Seat
from boards.panels import AGENCY, panels_for
from boards.roles import Permission
from boards.services import agencies as services
from boards.views.forms import accepted, form_page

COLUMNS = {
    "name": ("agency__name_en",),
    "sector": ("agency__sector", "agency__name_en"),
    "statutory": ("-statutory", "agency__name_en"),
    "area": ("area__name_en", "agency__name_en"),
}


@require_GET
def agencies(request, board):
    """Agencies of the board; filter, search, sort, page, export."""
    links = BoardAgency.objects.visible_to(request.user).filter(board=request.board)
    form = AgencyFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(links.select_related("agency", "area")))
    if kind := asked_kind(request):
        return _file(request, kind, found)
    context = {
        "form": form,
        "page": paginate(request, found),
        **sorting.context,
        "may_manage": allowed(request.user, Permission.MANAGE_BOARD, request.board),
    }
    return render(request, "boards/agencies.html", context)


def _file(request, kind, links):
    headings = [
        _("Agency"),
        _("Sector"),
        _("Statutory partner"),
        _("Area"),
        _("School's duty"),
        _("From"),
        _("Until"),
    ]
    rows = [
        [
            link.agency.name,
            link.agency.get_sector_display(),
            _("Yes") if link.statutory else _("No"),
            link.area or "",
            link.school_duty,
            link.active_from,
            link.active_to,
        ]
        for link in links
    ]
    return download(kind, f"agencies-{request.board.slug}", headings, rows)


def _link(request, pk):
    links = BoardAgency.objects.visible_to(request.user)
    links = links.select_related("agency", "area", "board")
    return get_visible_or_404(links, request.user, board=request.board, agency=pk)


@require_GET
def agency(request, board, pk):
    """One agency: its place on the board, people and seats."""
    link = _link(request, pk)
    people = Membership.objects.visible_to(request.user).live()
    seats = Seat.objects.visible_to(request.user).live().with_holder()
    context = {
        "link": link,
        "agency": link.agency,
        "people": people.filter(board=request.board, agency=link.agency).select_related(
            "user"
        ),
        "seats": seats.filter(agency=link.agency, group__board=request.board),
        "may_manage": allowed(request.user, Permission.MANAGE_BOARD, request.board),
        "panels": panels_for(request.user, link, AGENCY),
    }
    return render(request, "boards/agency.html", context)


@require_http_methods(["GET", "POST"])
def agency_add(request, board):
    """Register an agency; one known on another board of the officer is offered."""
    require(request.user, Permission.MANAGE_BOARD, request.board)
    name = request.POST.get("name_en", "")
    known = (
        services.known_elsewhere(board=request.board, name=name, by=request.user)
        if name
        else []
    )
    form = AgencyForm(
        request.POST or None, board=request.board, user=request.user, known=known
    )
    made = []

    def write(data):
        data.pop("same_as", None)
        made.append(
            services.register_agency(
                board=request.board,
                values=data,
                by=request.user,
                known=chosen,
            )
        )

    chosen = agency_chosen(form, known) if form.is_valid() else None
    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("The agency is on the board."))
        return redirect("boards:agency", request.board.slug, made[0].agency_id)
    back = reverse("boards:agencies", args=[request.board.slug])
    return form_page(request, form, heading=_("Add an agency"), back_url=back)


@require_http_methods(["GET", "POST"])
def agency_edit(request, board, pk):
    """Change an agency's place, and its name where no other board is touched."""
    link = _link(request, pk)
    require(request.user, Permission.MANAGE_BOARD, link.board)
    fixed = not services.may_rename(request.user, link.agency)
    form = AgencyForm(
        request.POST or None,
        board=request.board,
        user=request.user,
        link=link,
        fixed=fixed,
    )

    def write(data):
        services.edit_agency(link=link, values=data, by=request.user)

    back = reverse("boards:agency", args=[request.board.slug, link.agency_id])
    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("Saved."))
        return redirect(back)
    hint = fixed and _(
        "Other boards show this agency too, so its name and sector stay as they are."
    )
    heading = _("Change %s") % link.agency
    return form_page(request, form, heading=heading, back_url=back, hint=hint)
