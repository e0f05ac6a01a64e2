"""Access records and bank holidays."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.access import require
from boards.calendars import ends_soon
from boards.forms.records import HolidayForm, RecordFilterForm
from boards.lists import changed, paginate
from boards.models import AccessRecord
from boards.roles import Permission
from boards.services.holidays import add_holiday, all_holidays, remove_holiday
from boards.views.forms import accepted
from frameworks.calendar import bank_holidays as shipped_table


@require_GET
def access_records(request, board):
    """Who did what with restricted things, invitations and roles."""
    require(request.user, Permission.READ_ACCESS_RECORDS, request.board)
    rows = AccessRecord.objects.visible_to(request.user)
    form = RecordFilterForm(request.GET)
    rows = form.apply(rows.filter(board_id=request.board.pk))
    context = {
        "form": form,
        "page": paginate(request, rows.order_by("-at", "-pk")),
        "query": changed(request)[1:],
    }
    return render(request, "boards/access_records.html", context)


@require_http_methods(["GET", "POST"])
def bank_holidays(request, board):
    """The days nobody works, and a day the table lacks."""
    require(request.user, Permission.MANAGE_BOARD, request.board)
    form = HolidayForm(request.POST or None)

    def write(data):
        add_holiday(by=request.user, **data)

    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("Added. Due dates counted from now on miss it."))
        return redirect("boards:bank-holidays", request.board.slug)
    today = timezone.localdate()
    context = {
        "form": form,
        "days": [day for day in all_holidays() if day.day.year >= today.year],
        "known_until": shipped_table().known_until,
        "ends_soon": ends_soon(today),
    }
    return render(request, "boards/bank_holidays.html", context)


@require_POST
def bank_holiday_remove(request, board, day):
    """Take out a day that turned out to be a working day."""
    require(request.user, Permission.MANAGE_BOARD, request.board)
    if found := _day(day):
        remove_holiday(day=found, by=request.user)
        messages.success(request, _("Removed."))
    return redirect("boards:bank-holidays", request.board.slug)


def _day(text):
    """A day as written in an address, or None for 31 February."""
    try:
        return parse_date(text)
    except ValueError:
        return None
