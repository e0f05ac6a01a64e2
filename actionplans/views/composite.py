"""The composite plan: every action of every agreed plan, as a query."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from actionplans.models import Action
from boards.lists import paginate


@require_GET
def composite(request, board):
    """Actions this person may know of, across plans."""
    found = Action.objects.visible_to(request.user).filter(board=request.board)
    found = found.composite().select_related("agency", "plan", "board")
    page = paginate(request, found)
    return render(request, "actionplans/composite.html", {"page": page})
