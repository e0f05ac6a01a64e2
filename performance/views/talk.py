"""What people make of figures: readings, what is asked and replied, summaries."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404
from boards.exports import asked_kind, download
from boards.lists import Sorting, changed, paginate
from boards.models import Agency
from boards.roles import Permission
from performance.forms.talk import (
    AskFilterForm,
    AskForm,
    ReadingForm,
    ReplyForm,
    SummaryFilterForm,
    SummaryForm,
    slugs,
)
from performance.guards import indicator_or_404
from performance.history import history_of
from performance.models import FigureAsk, FigureReading, FigureSummary
from performance.rules import (
    may_ask,
    may_reply,
    require_reader,
    require_rule,
    speaks_for_the_board,
    submitting_agencies,
    summarising_groups,
)
from performance.services import talk
from performance.views.writing import form_written

COLUMNS = {
    "due": ("due_on",),
    "kind": ("kind", "due_on"),
    "state": ("replied_at", "due_on"),
}


@require_http_methods(["GET", "POST"])
def reading_write(request, board, key, agency=None):
    """How an agency reads the newest figure; without one, how the board agreed to."""
    found = indicator_or_404(request, key)
    whose = _reader(request, agency)
    newest = history_of(found, request.user).reading.newest
    if newest is None:
        raise Http404
    seen = FigureReading.objects.visible_to(request.user)
    reading = seen.filter(
        indicator=found, agency=whose, period_end=newest.period_end
    ).first() or FigureReading(
        board=request.board, indicator=found, agency=whose,
        period_end=newest.period_end, period_label=newest.period_label,
    )  # fmt: skip
    form = ReadingForm(
        request.POST or None, instance=reading, board=request.board, user=request.user
    )

    def write(data):
        reading.sent_once = data.get("sent_once") or reading.sent_once
        return talk.write_reading(
            reading=reading, text=data["text"], version=data.get("version"),
            by=request.user,
        )  # fmt: skip

    heading = _("How %s reads the figure") % whose if whose else _("The agreed reading")
    return form_written(
        request, form, write, back_url=found.get_absolute_url(), heading=heading,
        caption=f"{found.name}, {newest.period_label}", done=_("Saved."),
    )  # fmt: skip


def _reader(request, agency) -> Agency | None:
    """The agency the person speaks for, or None for the board itself. 403 otherwise."""
    if agency is None:
        speaks = speaks_for_the_board(request.user, request.board)
        require_rule(speaks, Permission.SCRUTINISE)
        return None
    found = get_visible_or_404(Agency, request.user, pk=agency)
    if found.pk not in submitting_agencies(request.user, request.board.pk):
        raise PermissionDenied(Permission.SUBMIT.value)
    return found


@require_GET
def asks(request, board):
    """Everything asked because of figures, and the replies; filter, sort, export."""
    require_reader(request)
    seen = FigureAsk.objects.visible_to(request.user).filter(board=request.board)
    form = AskFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(seen)).select_related(
        "indicator", "agency", "group"
    )
    if kind := asked_kind(request):
        headings = [_("Kind"), _("Measure"), _("Asked"), _("Of"), _("Reply by"),
                    _("Reply"), _("Replied on")]  # fmt: skip
        table = [
            [
                row.get_kind_display(), str(row.indicator or ""), row.words,
                str(row.asked_of), row.due_on, row.reply,
                row.replied_at and row.replied_at.date(),
            ]
            for row in found
        ]  # fmt: skip
        return download(kind, f"asked-{request.board.slug}", headings, table)
    context = {
        "page": paginate(request, found),
        "form": form,
        "may_ask": may_ask(request.user, request.board),
        **sorting.context,
    }
    return render(request, "performance/asks.html", context)


@require_http_methods(["GET", "POST"])
def ask_add(request, board):
    """Ask for an enquiry, an explanation, an action or a new measure."""
    require_reader(request)
    require_rule(may_ask(request.user, request.board), Permission.SCRUTINISE)
    measure = request.GET.get("measure", "")
    known = request.board.indicators.filter(key__in=slugs(measure))
    seen = known.first()
    form = AskForm(
        request.POST or None, instance=FigureAsk(board=request.board, indicator=seen),
        board=request.board, user=request.user,
    )  # fmt: skip

    def write(data):
        return talk.ask(
            board=request.board, by=request.user, sent_once=data["sent_once"],
            **form.values,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=_asks_url(request), done=_("Asked."),
        heading=_("Ask because of figures"), submit=_("Ask"),
        to=lambda made: made.get_absolute_url(),
    )  # fmt: skip


@require_GET
def ask(request, board, pk):
    """One thing asked, and its reply."""
    found = _ask_or_404(request, pk)
    context = {"ask": found, "may_reply": may_reply(request.user, found)}
    return render(request, "performance/ask.html", context)


@require_http_methods(["GET", "POST"])
def ask_reply(request, board, pk):
    """Reply to what was asked."""
    found = _ask_or_404(request, pk)
    require_rule(may_reply(request.user, found), Permission.SUBMIT)
    form = ReplyForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        return talk.reply(
            asked=found, text=data["reply"], version=data["version"], by=request.user
        )

    return form_written(
        request, form, write, back_url=found.get_absolute_url(), heading=_("Reply"),
        hint=found.words, submit=_("Send the reply"), done=_("Replied."),
    )  # fmt: skip


def _ask_or_404(request, pk) -> FigureAsk:
    rows = FigureAsk.objects.visible_to(request.user).select_related(
        "board", "indicator", "agency", "group", "created_by", "replied_by"
    )
    return get_visible_or_404(rows, request.user, board=request.board, pk=pk)


def _asks_url(request) -> str:
    return reverse("performance:asks", args=[request.board.slug])


@require_GET
def summaries(request, board):
    """What chairs told the board of each period, above the page of its figures."""
    require_reader(request)
    seen = FigureSummary.objects.visible_to(request.user).filter(board=request.board)
    form = SummaryFilterForm(request.GET)
    found = form.apply(seen)
    found = found.order_by("-created_at").select_related("group", "created_by")
    if kind := asked_kind(request):
        headings = [_("Period"), _("Group"), _("The board meets on"), _("Summary")]
        table = [[r.period_label, str(r.group), r.meets_on, r.text] for r in found]
        return download(kind, f"summaries-{request.board.slug}", headings, table)
    mine = {group.pk for group in summarising_groups(request.user, request.board)}
    page = paginate(request, found)
    for row in page.object_list:
        row.may_change = row.group_id in mine
    context = {
        "page": page,
        "form": form,
        "query": changed(request)[1:],
        "may_write": bool(mine),
    }
    return render(request, "performance/summaries.html", context)


@require_http_methods(["GET", "POST"])
def summary_write(request, board, pk=None):
    """Write or change a summary of a period."""
    require_reader(request)
    groups = summarising_groups(request.user, request.board)
    rows = FigureSummary.objects.visible_to(request.user).filter(board=request.board)
    found = FigureSummary(board=request.board)
    if pk is not None:
        found = get_visible_or_404(rows, request.user, pk=pk)
    passes = groups.filter(pk=found.group_id).exists() if pk else groups.exists()
    require_rule(passes, Permission.SCRUTINISE)
    form = SummaryForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        found.sent_once = data.get("sent_once") or found.sent_once
        return talk.write_summary(
            summary=found, values=form.values, version=data.get("version"),
            by=request.user,
        )  # fmt: skip

    return form_written(
        request, form, write, heading=_("Summary of a period's figures"),
        back_url=reverse("performance:summaries", args=[board]), done=_("Saved."),
    )  # fmt: skip
