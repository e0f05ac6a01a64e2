"""Complaints and compliments as sums: the board's table, a period, an answer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.models import Agency
from boards.roles import Permission
from voices.choices import CountedBy, Measure, ReturnState
from voices.counting import Held, Reader, periods, shares, summaries
from voices.facts import complaint_themes, processes, word
from voices.forms.complaints import AnswerForm, AskForm, CountFilterForm
from voices.guards import return_or_404, round_or_404
from voices.models import CountAnswer, CountReturn, CountRound
from voices.rules import may_answer, may_ask, may_hand_in, reads_summaries
from voices.services.counts import (
    answer_counts,
    ask_counts,
    change_round,
    close_round,
)
from voices.views.writing import form_written

COLUMNS = 6  # periods side by side
ORDERS = {
    "agency": lambda line: str(line["agency"]),
    "missing": lambda line: (-line["missing"], str(line["agency"])),
}


@require_GET
def counts(request, board):
    """Agencies by periods: numbers, gaps, sums (SOL-27)."""
    form = CountFilterForm(request.GET, user=request.user)
    form.full_clean()
    rounds = CountRound.objects.visible_to(request.user).filter(board=request.board)
    named = rounds.filter(label__icontains=form.cleaned_data.get("period", ""))
    shown = list(named.order_by("-starts_on", "-pk")[:COLUMNS])[::-1]
    for one in shown:
        one.board = request.board
    reader = Reader.of(request.user, request.board)
    found = periods(Held.of(shown), form.measure_asked, reader)
    sorting = Sorting(request, dict.fromkeys(ORDERS, ()))
    lines = _lines(request, form, found, sorting)
    if kind := asked_kind(request):
        return _counts_file(request, kind, form.measure_asked, found, lines)
    context = {
        "form": form,
        "measure": form.measure_asked.label,
        "periods": found,
        "page": paginate(request, lines),
        "reader": reader,
        "is_any_back": any(n.is_back for p in found for n in _numbers(p)),
        "may_ask": may_ask(request.user, request.board),
        "mine": _mine(request),
        **sorting.context,
    }
    return render(request, "voices/counts.html", context)


def _numbers(period):
    return [period.total, *period.numbers.values()]


def _lines(request, form, found, sorting) -> list[dict]:
    """A line an agency that was asked in one of these periods."""
    asked = {agency for period in found for agency in period.numbers}
    agencies = Agency.objects.visible_to(request.user).filter(pk__in=asked)
    words = form.cleaned_data.get("q", "").casefold().split()
    lines = []
    for agency in agencies:
        numbers = [period.numbers.get(agency.pk) for period in found]
        missing = sum(n is not None and n.is_missing for n in numbers)
        lines.append({"agency": agency, "numbers": numbers, "missing": missing})
    kept = [
        line for line in lines
        if all(word in str(line["agency"]).casefold() for word in words)
        and (form.cleaned_data.get("gaps") != "missing" or line["missing"])
    ]  # fmt: skip
    down = sorting.asked.startswith("-")
    return sorted(kept, key=ORDERS[sorting.asked.lstrip("-")], reverse=down)


def _mine(request):
    """What the person's own agencies still owe."""
    own = request.user.scope.agencies.get(request.board.pk, ())
    if not own:
        return []
    rows = CountReturn.objects.visible_to(request.user).outstanding()
    rows = rows.filter(board=request.board, agency__in=own)
    return list(rows.select_related("round", "agency", "board"))


def _counts_file(request, kind, measure, found, lines):
    headings = [_("Agency"), *(period.round.label for period in found)]
    rows = [
        [line["agency"], *(_said(number) for number in line["numbers"])]
        for line in lines
    ]
    rows.append([_("All agencies"), *(period.total.said for period in found)])
    return download(kind, f"{measure}-{request.board.slug}", headings, rows)


def _said(number):
    if number is None:
        return _("Not asked")
    return number.said if not number.state else ReturnState(number.state).label


@require_http_methods(["GET", "POST"])
def counts_ask(request, board):
    """Ask agencies for one period."""
    if not may_ask(request.user, request.board):
        raise PermissionDenied(Permission.ISSUE_ROUND.value)
    form = AskForm(
        request.POST or None, instance=CountRound(board=request.board),
        board=request.board, user=request.user,
    )  # fmt: skip

    def write(data):
        return ask_counts(
            board=request.board, values=form.values, agencies=data["agencies"],
            by=request.user, sent_once=data["sent_once"],
        )  # fmt: skip

    return form_written(
        request, form, write, heading=_("Ask for counts"), done=_("Asked."),
        back_url=reverse("voices:counts", args=[request.board.slug]),
        submit=_("Ask the agencies"), to=lambda made: made.get_absolute_url(),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def count_round_change(request, board, pk):
    """Correct what is asked, or ask more agencies."""
    found = round_or_404(request, pk)
    if not may_ask(request.user, request.board):
        raise PermissionDenied(Permission.ISSUE_ROUND.value)
    form = AskForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        return change_round(
            count_round=found, values=form.values, agencies=data["agencies"],
            version=data["version"], by=request.user,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=found.get_absolute_url(),
        heading=_("Change what is asked"), done=_("Saved."),
    )  # fmt: skip


@require_GET
def count_round(request, board, pk):
    """One period: who answered, the sums, complaints by process and theme."""
    found = round_or_404(request, pk)
    reader = Reader.of(request.user, request.board)
    rows = CountReturn.objects.visible_to(request.user).filter(round=found)
    rows = rows.select_related("agency", "board", "submitted_by", "round")
    held = Held.of([found])
    totals = [(one.label, periods(held, one, reader)[0]) for one in Measure]
    for row in (rows := list(rows)):
        own = row.agency_id in reader.own
        row.opens = own or (reader.is_officer and row.is_submitted)
        row.shown_state = row.state if own or row.is_submitted else "not_started"
        if reader.is_officer:
            row.shown_state = row.state
        row.shown_label = ReturnState(row.shown_state).label
    by_list = [(c.label, shares(held, c, reader)[found.pk]) for c in CountedBy]
    back = [period.total for _label, period in totals]
    back += [share.number for _label, some in by_list for share in some]
    context = {
        "round": found,
        "rows": rows,
        "reader": reader,
        "reads": reader.reads(found),
        "totals": totals,
        "by_list": by_list,
        "is_any_back": any(number.is_back for number in back),
        "summaries": (summaries(found) if reads_summaries(request.user, found) else []),
        "may_ask": may_ask(request.user, request.board),
    }
    return render(request, "voices/count_round.html", context)


@require_POST
def count_round_close(request, board, pk):
    """No more answers: the board reads the sums."""
    found = round_or_404(request, pk)
    if not may_ask(request.user, request.board):
        raise PermissionDenied(Permission.ISSUE_ROUND.value)
    try:
        close_round(count_round=found, by=request.user)
        messages.success(request, _("Closed. The board reads the sums now."))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def count_return(request, board, pk):
    """An agency's answer: its people write and hand in; officers read what is in."""
    found = return_or_404(request, pk)
    own = found.agency_id in request.user.scope.agencies.get(request.board.pk, ())
    held = CountAnswer.objects.visible_to(request.user).filter(of=found).first()
    writes = may_answer(request.user, found)
    if found.is_submitted:
        writes = writes and may_hand_in(request.user, found)
    if not writes:
        return _read_answer(request, found, held, own)
    form = AnswerForm(
        request.POST or None, instance=held or CountAnswer(of=found),
        board=request.board, user=request.user,
    )  # fmt: skip
    hands_in = may_hand_in(request.user, found) and "hand_in" in request.POST

    def write(data):
        return answer_counts(
            row=found, values=form.values, lines=form.counted_lines,
            hand_in=hands_in, version=data["version"], by=request.user,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=found.round.get_absolute_url(),
        heading=_("Complaints and compliments"), caption=str(found),
        template="voices/count_answer.html", submit=_("Save"),
        done=_("Handed in.") if hands_in else _("Saved."),
        may_hand_in=may_hand_in(request.user, found) and not found.is_submitted,
        row=found,
    )  # fmt: skip


def _named(board, lines) -> list[tuple[str, str, int]]:
    """List, name and number of what was counted apart."""
    known = {
        CountedBy.PROCESS: processes(board),
        CountedBy.THEME: complaint_themes(board),
    }
    return [
        (line.get_by_display(), word(known[line.by], line.key), line.number)
        for line in lines
        if line.number
    ]


def _read_answer(request, found, held, own):
    if request.method == "POST" and own:
        raise PermissionDenied(Permission.SUBMIT.value)
    if held is None and not own:
        raise Http404
    lines = [] if held is None else list(held.lines.all())
    context = {"row": found, "answer": held, "lines": _named(found.board, lines)}
    return render(request, "voices/count_read.html", context)
