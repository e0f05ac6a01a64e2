"""Groups: the tree, one of them, changing it, and its functions."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import allowed, get_visible_or_404, require
from boards.forms.groups import FunctionsOfAGroup, GroupForm, ReassignForm
from boards.models import Group, GroupFunction, SeatHolding
from boards.panels import GROUP, panels_for
from boards.restricted import group_or_404
from boards.roles import Permission
from boards.services import groups as services
from boards.tree import as_tree
from boards.views.forms import accepted, form_page


@require_GET
def groups(request, board):
    """Groups of the board below each other, with what each does."""
    rows = Group.objects.visible_to(request.user).of(request.board)
    if words := request.GET.get("q", "").strip():
        rows = rows.filter(Q(name_en__icontains=words) | Q(short_name__iexact=words))
    rows = rows.prefetch_related("functions").select_related("board")
    context = {
        "tree": as_tree(rows),
        "words": words,
        "may_manage": allowed(request.user, Permission.MANAGE_BOARD, request.board),
    }
    return render(request, "boards/groups.html", context)


@require_GET
def group(request, board, pk):
    """One group: purpose, functions now and before, seats, whom it reports to."""
    found = group_or_404(request.user, request.board, pk)
    seen = Group.objects.visible_to(request.user)
    held = found.functions.all()
    context = {
        "group": found,
        "parent": seen.filter(pk=found.parent_id).first(),
        "reports_to": seen.filter(hears_from=found),
        "children": seen.filter(parent=found),
        "now": [one for one in held if not one.is_over],
        "before": [one for one in held if one.is_over],
        "seats": found.seats.live().with_holder(),
        "past_holders": SeatHolding.objects.visible_to(request.user)
        .filter(seat__group=found, held_to__lt=timezone.localdate())
        .select_related("user", "seat__agency")[:25],
        "shared_with": found.shared_with.all(),
        "may_manage": allowed(request.user, Permission.MANAGE_BOARD, found),
        "panels": panels_for(request.user, found, GROUP),
    }
    return render(request, "boards/group.html", context)


def _to_manage(request, pk):
    found = group_or_404(request.user, request.board, pk)
    require(request.user, Permission.MANAGE_BOARD, found)
    return found


@require_http_methods(["GET", "POST"])
def group_add(request, board):
    """Make a group."""
    require(request.user, Permission.MANAGE_BOARD, request.board)
    form = GroupForm(
        request.POST or None,
        board=request.board,
        user=request.user,
        initial={"strand": "both"},
    )
    made = []

    def write(data):
        values = {"board": request.board, "values": data, "by": request.user}
        made.append(services.add_group(**values))

    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("The group is made. Say what it does."))
        return redirect("boards:group-functions", request.board.slug, made[0].pk)
    back = reverse("boards:groups", args=[request.board.slug])
    return form_page(request, form, heading=_("Add a group"), back_url=back)


@require_http_methods(["GET", "POST"])
def group_edit(request, board, pk):
    """Change a group."""
    found = _to_manage(request, pk)
    form = GroupForm(
        request.POST or None, group=found, board=found.board, user=request.user
    )

    def write(data):
        services.edit_group(group=found, values=data, by=request.user)

    back = reverse("boards:group", args=[request.board.slug, found.pk])
    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("Saved."))
        return redirect(back)
    heading = _("Change %s") % found
    return form_page(request, form, heading=heading, back_url=back)


@require_http_methods(["GET", "POST"])
def group_functions(request, board, pk):
    """What a group does with learning, from when until when."""
    found = _to_manage(request, pk)
    formset = FunctionsOfAGroup(request.POST or None, instance=found)
    if request.method == "POST" and formset.is_valid():
        services.save_functions(formset=formset, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("boards:group", request.board.slug, found.pk)
    context = {"group": found, "formset": formset}
    return render(request, "boards/group_functions.html", context)


@require_http_methods(["GET", "POST"])
def function_reassign(request, board, pk):
    """Give a function to another group from a day on."""
    held = get_visible_or_404(
        GroupFunction.objects.visible_to(request.user)
        .live()
        .select_related("group__board"),
        request.user,
        group__board=request.board,
        pk=pk,
    )
    require(request.user, Permission.MANAGE_BOARD, held.group)
    form = ReassignForm(request.POST or None, group=held.group, user=request.user)

    def write(data):
        services.reassign_function(
            held=held, to=data["to"], on=data["on"], by=request.user
        )

    back = reverse("boards:group", args=[request.board.slug, held.group_id])
    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("The function moves."))
        return redirect(back)
    words = {"function": held.get_function_display(), "group": held.group}
    return form_page(
        request,
        form,
        heading=_("%(function)s: give it to another group than %(group)s") % words,
        back_url=back,
    )
