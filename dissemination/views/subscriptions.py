"""Which bulletins a person gets: their choice for each board, and the way out that
every mail carries."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from boards.models import Board
from boards.views.forms import written
from dissemination.forms.subscriptions import SubscriptionForm
from dissemination.models import Subscription
from dissemination.services import subscriptions as services
from dissemination.views.team import closed, kept_secret


@require_GET
def subscriptions(request):
    """Every board the person reads, and what they chose there."""
    boards = Board.objects.visible_to(request.user).filter(
        pk__in=request.user.scope.reading_board_ids
    )
    mine = Subscription.objects.visible_to(request.user).prefetch_related("themes")
    chosen = {row.board_id: row for row in mine}
    rows = [(board, chosen.get(board.pk)) for board in boards]
    return render(request, "dissemination/subscriptions.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def subscription(request, board):
    """One board: all bulletins, only some themes, or none."""
    mine = Subscription.objects.visible_to(request.user).filter(board=request.board)
    form = SubscriptionForm(
        request.POST or None,
        instance=mine.first() or Subscription(board=request.board, user=request.user),
        board=request.board,
        user=request.user,
    )

    def write(data):
        services.choose(
            board=request.board, user=request.user, wants=data["wants"],
            themes=data["themes"], by=request.user,
        )  # fmt: skip

    return written(
        request, form, write,
        heading=_("Bulletins you get"),
        caption=request.board.name,
        back_url=reverse("subscriptions"),
    )  # fmt: skip


@login_not_required
@csrf_exempt  # mail programs post without a cookie; the signed token is the right
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request, token):
    """Public: GET asks, one POST leaves. It says nothing of the person, and an address
    that is not ours looks like any other page that is not there."""
    meant = services.meant_by(token)
    if meant is None:
        return closed(request)
    user, board = meant
    if request.method == "POST":
        services.leave(user=user, board=board)
        return kept_secret(redirect(f"{request.path}?left=1"))
    left = "left" in request.GET
    context = {"left_board": board, "left": left}
    return kept_secret(render(request, "dissemination/unsubscribe.html", context))
