"""Views of the composite plan somebody keeps: their own only."""

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from actionplans.composite import CompositePlan
from actionplans.forms.composite import ViewForm
from actionplans.models import SavedView
from actionplans.services import views as services
from boards.access import get_visible_or_404
from boards.views.forms import written


def _list_url(request, query=""):
    address = reverse("actionplans:composite", args=[request.board.slug])
    return f"{address}?{query}" if query else address


@require_GET
def views(request, board):
    """One's saved views: use, rename, delete."""
    mine = SavedView.objects.visible_to(request.user).filter(board=request.board)
    whole = CompositePlan(request.board, request.user, QueryDict(""))
    rows = [(one, whole.form_for(QueryDict(one.query)).words) for one in mine]
    return render(request, "actionplans/views.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def view_save(request, board):
    """Keep the filters of the address under a name."""
    plan = CompositePlan(request.board, request.user, request.GET)
    form = ViewForm(request.POST or None, board=request.board, user=request.user)

    def write(said):
        return services.save_view(
            board=request.board, name=said["name"], query=plan.filters, by=request.user
        )

    return written(
        request,
        form,
        write,
        back_url=_list_url(request, plan.filters),
        done=_("View saved. Find it above the list."),
        heading=_("Save this view"),
        submit=_("Save view"),
        template="actionplans/view_save.html",
        said=plan.form.words,
    )


def _view(request, pk) -> SavedView:
    return get_visible_or_404(SavedView, request.user, board=request.board, pk=pk)


@require_http_methods(["GET", "POST"])
def view_rename(request, board, pk):
    """Give a view another name."""
    view = _view(request, pk)
    form = ViewForm(
        request.POST or None,
        board=request.board,
        view=view,
        user=request.user,
        initial={"name": view.name},
    )
    return written(
        request,
        form,
        lambda said: services.rename_view(
            view=view, name=said["name"], by=request.user
        ),
        back_url=reverse("actionplans:views", args=[request.board.slug]),
        heading=_("Rename the view"),
    )


@require_http_methods(["GET", "POST"])
def view_delete(request, board, pk):
    """Throw a view away; the actions stay as they are."""
    view = _view(request, pk)
    back = reverse("actionplans:views", args=[request.board.slug])
    if request.method == "POST":
        services.delete_view(view=view, by=request.user)
        return redirect(back)
    return render(
        request, "actionplans/view_delete.html", {"view": view, "back_url": back}
    )
