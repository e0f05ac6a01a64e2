"""The board's own page, and its roles in plain words."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from boards.access import allowed
from boards.models import Agency, Group, Seat
from boards.permission_words import role_table
from boards.roles import Permission


@require_GET
def board(request, board):
    """A calm overview: groups, agencies, vacancies, and what floors above add."""
    groups = Group.objects.visible_to(request.user).of(request.board)
    seats = Seat.objects.visible_to(request.user).live()
    seats = seats.filter(group__board=request.board)
    context = {
        "groups": groups,
        "agency_count": Agency.objects.visible_to(request.user)
        .serving(request.board)
        .count(),
        "seat_count": seats.count(),
        "vacant_count": seats.vacant().count(),
        "may_manage": allowed(request.user, Permission.MANAGE_BOARD, request.board),
    }
    return render(request, "boards/board.html", context)


@require_GET
def roles(request, board):
    """What each role may do."""
    return render(request, "boards/roles.html", {"table": role_table()})
