"""People of a board: the list, one of them, ending a role."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import allowed, get_visible_or_404, require
from boards.forms.people import EndMembershipForm, PeopleFilterForm
from boards.lists import Sorting, paginate
from boards.models import Membership, SeatHolding, User
from boards.roles import Permission
from boards.services.memberships import end_membership
from boards.views.forms import accepted, form_page

COLUMNS = {
    "name": ("user__full_name",),
    "role": ("role",),
    "agency": ("agency__name_en",),
    "since": ("active_from",),
}


@require_GET
def people(request, board):
    """Who holds which role, as far as this person may know."""
    rows = Membership.objects.visible_to(request.user).live()
    form = PeopleFilterForm(request.GET, board=request.board, user=request.user)
    rows = form.apply(rows.filter(board=request.board))
    sorting = Sorting(request, COLUMNS)
    context = {
        "form": form,
        **sorting.context,
        "page": paginate(request, sorting.apply(rows.select_related("user", "agency"))),
        "may_invite": allowed(request.user, Permission.INVITE_PEOPLE, request.board),
    }
    return render(request, "boards/people.html", context)


@require_GET
def person(request, board, pk):
    """One person's roles and seats on the board."""
    found = get_visible_or_404(User, request.user, pk=pk)
    roles = Membership.objects.visible_to(request.user).filter(
        board=request.board, user=found
    )
    if not roles.exists():
        raise Http404
    held = SeatHolding.objects.visible_to(request.user).filter(
        user=found, seat__group__board=request.board
    )
    context = {
        "person": found,
        "roles": roles.select_related("agency").order_by("-active_from"),
        "holdings": held.select_related("seat__group", "seat__agency"),
        "today": timezone.localdate(),
        "may_end": allowed(request.user, Permission.INVITE_PEOPLE, request.board),
    }
    return render(request, "boards/person.html", context)


@require_http_methods(["GET", "POST"])
def membership_end(request, board, pk):
    """End a role, now or after a day."""
    rows = Membership.objects.visible_to(request.user).live()
    rows = rows.select_related("user", "board")
    found = get_visible_or_404(rows, request.user, board=request.board, pk=pk)
    require(request.user, Permission.INVITE_PEOPLE, found.board)
    form = EndMembershipForm(request.POST or None, user=request.user)

    def write(data):
        end_membership(membership=found, by=request.user, last_day=data["last_day"])

    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("The role ends."))
        return redirect("boards:people", request.board.slug)
    return form_page(
        request,
        form,
        heading=_("End the role of %s") % found.user,
        hint=_("%(role)s. Seats held through the role become vacant with it.")
        % {"role": found.role_label},
        back_url=reverse("boards:person", args=[request.board.slug, found.user_id]),
        submit=_("End the role"),
    )
