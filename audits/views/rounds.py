"""Rounds of a board, and one round as a wall of where every agency stands."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from audits.choices import ReturnState, RoundState
from audits.countdown import countdown
from audits.forms.round_lists import RoundsFilter, WallFilter
from audits.how_far import day_of, how_far, how_far_headings
from audits.models import Round
from audits.services import rounds as services
from audits.wall import tally, wall_rows, with_people
from boards.access import allowed, get_visible_or_404, require
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission

ROUND_COLUMNS = {
    "due": ("-due_on",),
    "title": ("source__title",),
    "questionnaire": ("edition__questionnaire__name_en", "-due_on"),
    "period": ("-period", "-due_on"),
    "state": ("state", "-due_on"),
    "opens": ("-opens_on",),
}
WALL_COLUMNS = {
    "agency": ("agency__name_en",),
    "sector": ("agency__sector", "agency__name_en"),
    "state": ("state_order", "agency__name_en"),
    "answered": ("answered", "agency__name_en"),
    "due": ("due_on", "agency__name_en"),
    "received": ("submitted_at", "agency__name_en"),
}


def round_or_404(request, reference) -> Round:
    """A round the person may know of, with what its pages show."""
    found = Round.objects.visible_to(request.user).select_related(
        "source", "board", "edition__questionnaire", "moderator", "previous__source"
    )
    return get_visible_or_404(
        found, request.user, board=request.board, source__reference=reference
    )


def known_moderator(user, round):
    """The group that moderates; a restricted one only to its own members."""
    group = round.moderator
    hidden = group and group.restricted and group.pk not in user.scope.group_ids
    return None if hidden else group


@require_GET
def rounds(request, board):
    """Every round the person may know of; filter, search, sort, page, export."""
    seen = Round.objects.visible_to(request.user).filter(board=request.board)
    seen = seen.select_related("source", "board", "edition__questionnaire")
    chases = allowed(request.user, Permission.CHASE, request.board)
    form = RoundsFilter(request.GET, user=request.user, known=_known(seen))
    sorting = Sorting(request, ROUND_COLUMNS)
    found = sorting.apply(form.apply(seen))
    found = found.with_counts() if chases else found
    if kind := asked_kind(request):
        return _rounds_file(request, kind, found, chases)
    context = {
        "form": form,
        "page": paginate(request, found),
        "chases": chases,
        "may_prepare": allowed(request.user, Permission.ISSUE_ROUND, request.board),
        **sorting.context,
    }
    return render(request, "audits/rounds.html", context)


def _known(seen):
    """Questionnaire and period of every round, for the filters. One query."""
    return {(row.edition.questionnaire, row.period) for row in seen}


def _rounds_file(request, kind, found, chases):
    headings = [
        _("Reference"),
        _("Round"),
        _("Questionnaire"),
        _("Year or period"),
        _("State"),
        _("Opens on"),
        _("Due on"),
        _("Day of the event"),
    ]
    headings += [_("Agencies asked"), _("Handed in")] if chases else []
    rows = [
        [
            row.reference,
            row,
            row.edition.questionnaire.name,
            row.period,
            row.get_state_display(),
            row.opens_on,
            row.due_on,
            row.event_on,
            *([row.asked_count, row.received_count] if chases else []),
        ]
        for row in found
    ]
    return download(kind, f"rounds-{request.board.slug}", headings, rows)


@require_GET
def round(request, board, reference):
    """One round: its dates, counts by state, and a row for every agency.

    Officers see everybody's state and how many questions are answered, moderators
    what was handed in, an agency its own. Nobody reads a draft's words here.
    """
    found = round_or_404(request, reference)
    chases = allowed(request.user, Permission.CHASE, found)
    seen = wall_rows(request.user, found)
    form = WallFilter(request.GET, user=request.user)
    sorting = Sorting(request, WALL_COLUMNS)
    rows = sorting.apply(form.apply(seen))
    rows = with_people(rows, found) if chases else rows
    if kind := asked_kind(request):
        return _wall_file(kind, found, rows, chases)
    counts = tally(seen)
    context = {
        "round": found,
        "form": form,
        "page": paginate(request, rows),
        "tally": counts,
        "tiles": _tiles(counts),
        "moderator": known_moderator(request.user, found),
        "countdown": countdown(found, counts if chases else None),
        "chases": chases,
        "may_analyse": chases or _may_analyse(request, found),
        "may_prepare": allowed(request.user, Permission.ISSUE_ROUND, found),
        "open": found.state == RoundState.OPEN,
        **sorting.context,
    }
    return render(request, "audits/round.html", context)


def _may_analyse(request, found) -> bool:
    readable = Round.objects.visible_to(request.user).analysed_by(request.user)
    return readable.filter(pk=found.pk).exists()


def _tiles(counts):
    """Counts with the filter that shows exactly those."""
    known = [(_("Asked"), counts.total, "")]
    known += [(label, number, value) for value, label, number in counts.lines]
    known += [(_("Not handed in"), counts.outstanding, "outstanding")]
    known += [(_("Late"), counts.late, "late")]
    return [{"text": text, "count": n, "state": state} for text, n, state in known]


def _wall_file(kind, found, rows, chases):
    headings = [
        _("Agency"),
        _("Sector"),
        *how_far_headings(),
    ]
    headings += (
        [_("Agency leads"), _("Last reminded"), _("School's duty")] if chases else []
    )
    lines = [_wall_line(row, chases) for row in rows]
    return download(kind, f"round-{found.reference}", headings, lines)


def _wall_line(row, chases):
    more = [", ".join(row.lead_names), day_of(row.reminded_at)] if chases else []
    more += [row.school_duty] if chases else []
    return [
        row.agency,
        row.agency.get_sector_display(),
        *how_far(row),
        *more,
    ]


@require_http_methods(["GET", "POST"])
def round_close(request, board, reference):
    """Take no more answers, after saying who is still outstanding."""
    found = round_or_404(request, reference)
    require(request.user, Permission.ISSUE_ROUND, found)
    if request.method == "POST":
        try:
            services.close_round(round=found, by=request.user)
            messages.success(request, _("The round is closed."))
        except ValidationError as problem:
            messages.error(request, problem.messages[0])
        return redirect(found)
    seen = wall_rows(request.user, found)
    waiting = seen.outstanding().order_by("agency__name_en")
    with_executive = [r for r in waiting if r.state == ReturnState.WITH_EXECUTIVE]
    context = {"round": found, "waiting": waiting, "with_executive": with_executive}
    return render(request, "audits/round_close.html", context)
