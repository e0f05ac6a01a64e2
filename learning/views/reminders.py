"""Reminders of one board: what was sent, what will be, and when."""

import datetime

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import allowed, require
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from boards.views.forms import accepted, form_page
from learning.forms.reminders import PreviewForm, ReminderRuleForm, SendLogForm
from learning.models import ReminderRule
from learning.notices import rule_of
from learning.sendlog import preview, send_log
from learning.services.reminders import save_rule

LOG_COLUMNS = {
    "day": ("-day", "-created_at"),
    "person": ("user__full_name",),
    "cause": ("cause",),
    "state": ("state",),
}
PREVIEW_COLUMNS = {"person": (), "due": ()}


@require_GET
def reminders(request, board):
    """What was sent to whom; filter, search, sort, page, export."""
    require(request.user, Permission.SEE_SEND_LOG, request.board)
    form, sorting = SendLogForm(request.GET), Sorting(request, LOG_COLUMNS)
    rows = sorting.apply(form.apply(send_log(request.user, request.board)))
    if kind := asked_kind(request):
        return _log_file(request, kind, rows)
    return render(
        request,
        "learning/reminders.html",
        {
            "form": form,
            **sorting.context,
            "page": paginate(request, rows),
            "rule": _rule(request),
            "may_edit": allowed(request.user, Permission.MANAGE_BOARD, request.board),
        },
    )


def _rule(request):
    rows = ReminderRule.objects.visible_to(request.user)
    return rule_of(rows.filter(board=request.board).first())


def _log_file(request, kind, rows):
    headings = [
        _("Day"),
        _("Person"),
        _("E-mail"),
        _("Sent because"),
        _("Things due"),
        _("Earliest due date"),
        _("State"),
        _("Sent at"),
    ]
    cells = [
        [
            row.day,
            row.user,
            row.user.email,
            row.reason,
            row.things,
            row.earliest,
            row.get_state_display(),
            row.sent_at and timezone.localtime(row.sent_at).strftime("%Y-%m-%d %H:%M"),
        ]
        for row in rows
    ]
    return download(kind, f"reminders-{request.board.slug}", headings, cells)


@require_GET
def reminder_preview(request, board):
    """Who would be told what on a day, before it is sent."""
    require(request.user, Permission.SEE_SEND_LOG, request.board)
    today = timezone.localdate()
    tomorrow = today + datetime.timedelta(days=1)
    form = PreviewForm({"day": tomorrow.isoformat(), **request.GET.dict()})
    sorting, known = Sorting(request, PREVIEW_COLUMNS), form.is_valid()
    day = known and form.cleaned_data["day"] or tomorrow
    rows = preview(request.user, request.board, day, today) if known else []
    rows = _sorted(form.apply(rows), sorting.asked)
    if kind := asked_kind(request):
        return _preview_file(request, kind, rows, day)
    return render(
        request,
        "learning/reminder_preview.html",
        {
            "form": form,
            "day": day,
            **sorting.context,
            "page": paginate(request, rows),
            "rule": _rule(request),
        },
    )


def _sorted(rows, asked):
    """By name as they come, or by the earliest date."""
    if asked.endswith("due"):
        rows = sorted(rows, key=lambda row: row.earliest)
    return rows[::-1] if asked.startswith("-") else rows


def _preview_file(request, kind, rows, day):
    headings = [_("Person"), _("E-mail"), _("Notice"), _("What"), _("Due on")]
    cells = [
        [row.person, row.person.email, words, due.text, due.due_on]
        for row in rows
        for due, words in row.lines
    ]
    return download(kind, f"reminders-{request.board.slug}-{day}", headings, cells)


@require_http_methods(["GET", "POST"])
def reminder_rules(request, board):
    """When the board's people are told."""
    require(request.user, Permission.MANAGE_BOARD, request.board)
    rule = _rule(request)
    initial = {
        "days_before": ", ".join(map(str, rule.days_before)),
        "overdue_every": rule.overdue_every,
        "send_hour": rule.send_hour,
    }
    form = ReminderRuleForm(request.POST or None, initial=initial)

    def write(data):
        save_rule(board=request.board, by=request.user, **data)

    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("Saved. It counts from the next reminders on."))
        return redirect("learning:reminders", request.board.slug)
    return form_page(
        request,
        form,
        heading=_("When people are reminded"),
        hint=_("People are also told on the day itself. Each gets one message a day."),
        back_url=reverse("learning:reminders", args=[request.board.slug]),
    )
