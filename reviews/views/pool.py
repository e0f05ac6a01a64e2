"""The pool of chairs, reviewers and panel members."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.access import get_visible_or_404, require
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from boards.views.forms import form_page
from reviews import pool as pools
from reviews import rules
from reviews.choices import PanelRole
from reviews.forms.pool import PoolFilterForm, PoolForm
from reviews.models import PoolPerson
from reviews.services import pool as services
from reviews.views.saving import save_form

COLUMNS = {
    "name": ("user__full_name",),
    "load": ("load", "user__full_name"),
    "employer": ("employer__name_en", "user__full_name"),
}


@require_GET
def pool(request, board):
    """Who may be appointed; filter, search, sort, page, export."""
    user, chooses = request.user, rules.chooses_from_pool(request.user, request.board)
    offers = rules.offers_people(user, request.board)
    if not chooses and not offers:
        raise PermissionDenied
    form = PoolFilterForm(
        request.GET, user=user, skills=pools.skills(user, request.board)
    )
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(pools.people(user, request.board)))
    if kind := asked_kind(request):
        return _file(request, kind, found, chooses)
    page = paginate(request, found)
    manages = rules.manages_pool(user, request.board)
    context = {
        "form": form,
        "page": page,
        "rows": [(row, named(row.roles)) for row in page.object_list],
        "chooses": chooses,
        "offers": offers,
        "manages": manages,
        "own": user.scope.agencies.get(request.board.pk, ()) if offers else (),
        **sorting.context,
    }
    return render(request, "reviews/pool.html", context)


def named(roles) -> str:
    """What somebody can serve as, in words."""
    return ", ".join(str(PanelRole(role).label) for role in roles)


def _file(request, kind, found, chooses):
    headings = [_("Name"), _("Employed by"), _("Can serve as"), _("Skills")]
    headings += [_("Available"), _("Reviews at a time")]
    headings += [_("Reviews now")] if chooses else []
    rows = [
        [
            row.user,
            row.employer or "",
            named(row.roles),
            ", ".join(row.skills),
            _("Yes") if row.available else _("No"),
            row.at_most,
            *([row.load] if chooses else []),
        ]
        for row in found
    ]
    return download(kind, f"pool-{request.board.slug}", headings, rows)


@require_http_methods(["GET", "POST"])
def pool_add(request, board):
    """Add somebody: an officer at once, an agency's lead as an offer."""
    require(request.user, Permission.NOMINATE, request.board)
    manages = rules.manages_pool(request.user, request.board)
    form = PoolForm(
        request.POST or None, user=request.user, board=request.board, manages=manages
    )

    def write(_said):
        services.add_to_pool(
            board=request.board,
            values=form.values,
            offered=not manages,
            by=request.user,
        )

    back = reverse("reviews:pool", args=[request.board.slug])
    if request.method == "POST" and save_form(form, write):
        messages.success(request, _added(form, manages))
        return redirect(back)
    return form_page(
        request,
        form,
        heading=_("Add to the pool") if manages else _("Offer somebody for reviews"),
        back_url=back,
        submit=_("Add") if manages else _("Offer"),
        hint=_("Only people with a role on the board are listed: invite others first.")
        if manages
        else _("The business unit confirms them before anybody is appointed."),
    )


def _added(form, manages):
    said = _("%s is in the pool.") if manages else _("%s is offered.")
    return said % form.cleaned_data["user"]


def _person(request, pk):
    """Somebody of the pool: officers all of them, leads those of their agency."""
    rows = PoolPerson.objects.visible_to(request.user).select_related(
        "user", "employer", "board"
    )
    found = get_visible_or_404(rows, request.user, board=request.board, pk=pk)
    own = request.user.scope.agencies.get(request.board.pk, ())
    if not rules.manages_pool(request.user, request.board):
        require(request.user, Permission.NOMINATE, request.board)
        if found.employer_id not in own:
            raise PermissionDenied
    return found


@require_http_methods(["GET", "POST"])
def pool_edit(request, board, pk):
    """Change what somebody does, can do, and whether they are free."""
    found = _person(request, pk)
    form = PoolForm(
        request.POST or None,
        instance=found,
        user=request.user,
        board=request.board,
        manages=rules.manages_pool(request.user, request.board),
    )
    back = reverse("reviews:pool", args=[request.board.slug])
    if request.method == "POST" and save_form(form):
        messages.success(request, _("Saved."))
        return redirect(back)
    return form_page(
        request,
        form,
        template="reviews/form_versioned.html",
        heading=str(found),
        caption=str(found.employer or _("Employed by no agency of the board")),
        back_url=back,
    )


@require_POST
def pool_confirm(request, board, pk):
    """Take somebody an agency offered into the pool."""
    found = _person(request, pk)
    require(request.user, Permission.MANAGE_POOL, request.board)
    services.confirm_offer(person=found, by=request.user)
    messages.success(request, _("%s is in the pool.") % found)
    return redirect("reviews:pool", request.board.slug)
