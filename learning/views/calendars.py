"""The person's dates, and the address from which their calendar reads them."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.lists import paginate
from boards.models import Board
from learning.calendar import feed
from learning.models import CalendarToken
from learning.services.calendars import (
    READ_EVERY,
    TooSoon,
    create_address,
    person_reading,
    revoke_addresses,
)
from learning.work import rows_of

SHOWN_ONCE = "calendar_address"


@require_http_methods(["GET", "POST"])
def calendar(request):
    """My dates. A POST makes an address for my calendar, shown once afterwards."""
    if request.method == "POST":
        token = create_address(by=request.user)
        request.session[SHOWN_ONCE] = _address(token)
        return redirect("calendar")
    request.my_boards = list(Board.objects.visible_to(request.user))
    boards = {board.pk: board for board in request.my_boards}
    rows = rows_of(request.user, boards, timezone.localdate())
    live = CalendarToken.objects.visible_to(request.user).filter(revoked_at=None)
    context = {
        "page": paginate(request, rows),
        "live": live.first(),
        "new_address": request.session.pop(SHOWN_ONCE, ""),
        "several": len(boards) > 1,
    }
    return render(request, "learning/calendar.html", context)


def _address(token):
    return settings.SITE_ADDRESS + reverse("calendar-feed", args=[token])


@require_POST
def calendar_revoke(request):
    """The address stops working at once."""
    if revoke_addresses(by=request.user):
        messages.success(request, _("The address no longer works."))
    return redirect("calendar")


@login_not_required
@never_cache
@require_GET
def calendar_feed(request, token):
    """The dates of whoever the address belongs to. It notes when it was read."""
    try:
        user = person_reading(token)
    except TooSoon:
        return _too_soon()
    if user is None:
        raise Http404
    with translation.override(user.language):
        body = feed(user)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


def _too_soon():
    wait = str(int(READ_EVERY.total_seconds()))
    response = HttpResponse(status=429, headers={"Retry-After": wait})
    response._has_been_logged = True  # Django would log the address, which is secret
    return response
