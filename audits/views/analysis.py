"""A round's returns side by side: the map, each standard, the words, scrutiny."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audits import analysis
from audits.analysis.charts import distribution
from audits.forms.moderation import ReleaseForm, ResponseForm, ScrutinyForm
from audits.models import AgencyReturn, Round, ScrutinyNote
from audits.services import moderating
from boards.access import allowed, get_visible_or_404, require
from boards.choices import SectorChoices
from boards.roles import Permission
from boards.views.forms import accepted

VOICE_TAGS = ("voice_of_the_child", "pre_verbal", "communication", "voice_of_the_adult")


def _analysed_round(request, reference):
    """A visible round whose comparison this person may read (404, then 403)."""
    found = get_visible_or_404(
        Round.objects.visible_to(request.user).select_related(
            "source", "edition__questionnaire", "previous__edition", "moderator"
        ),
        request.user,
        board=request.board,
        source__reference=reference,
    )
    readable = Round.objects.visible_to(request.user).analysed_by(request.user)
    if not readable.filter(pk=found.pk).exists():
        raise PermissionDenied(Permission.READ_ANALYSIS.value)
    return found


def _sector(request):
    sector = request.GET.get("sector", "")
    return sector if sector in SectorChoices.values else ""


@require_http_methods(["GET"])
def round_analysis(request, board, reference):
    """Agency x standard with movement, gaps, non-returns and by sector."""
    round = _analysed_round(request, reference)
    sector = _sector(request)
    heat_map = analysis.heat_map(round, request.user, sector=sector)
    tallies = analysis.tally(heat_map)
    context = {
        "round": round,
        "map": heat_map,
        "tallies": tallies,
        "chart": distribution(tallies, _("Agencies at each level, by standard")),
        "gaps": analysis.commonest_gaps(tallies),
        "sectors": _sectors_asked(round),
        "sector": sector,
        "by_sector": _sector_lines(heat_map),
        "years": analysis.by_year(round, request.user, sector=sector),
        "received": sum(row.received for row in heat_map.rows),
        "readable": set(_readable(request, round)),
        "may_release": allowed(request.user, Permission.RELEASE, round),
        "may_scrutinise": allowed(request.user, Permission.SCRUTINISE, round),
    }
    return render(request, "audits/round_analysis.html", context)


def _readable(request, round):
    """Returns whose own page this person may open; others show as names only."""
    rows = AgencyReturn.objects.visible_to(request.user).filter(round=round)
    return rows.values_list("pk", flat=True)


def _sectors_asked(round):
    """Only sectors of which an agency was asked, in their usual order."""
    asked = set(round.returns.values_list("agency__sector", flat=True))
    return [(key, word) for key, word in SectorChoices.choices if key in asked]


def _sector_lines(heat_map):
    """Sector, then (word, count) of each level and state that occurs."""
    words = {level.key: level.word for level in heat_map.levels} | {
        "not_applicable": _("Does not apply"),
        "unanswered": _("Not answered"),
        "not_returned": _("Not handed in"),
    }
    return [
        (sector, [(words[key], counts[key]) for key in words if counts[key]])
        for sector, counts in analysis.by_sector(heat_map).items()
    ]


@require_http_methods(["GET"])
def round_words(request, board, reference):
    """Good practice, improvements and what was said of voice, apart."""
    round = _analysed_round(request, reference)
    context = {
        "round": round,
        "good_practice": analysis.good_practice(round, request.user),
        "improvements": analysis.improvements(round, request.user),
        "voice": analysis.tagged(round, request.user, VOICE_TAGS),
    }
    return render(request, "audits/round_words.html", context)


@require_http_methods(["GET"])
def round_standard(request, board, reference, key):
    """One standard: the spread of ratings and every agency's position."""
    round = _analysed_round(request, reference)
    question = get_visible_or_404(
        round.edition.questions.all(), request.user, key=key, kind="rating"
    )
    heat_map = analysis.heat_map(round, request.user)
    standard = next(one for one in heat_map.standards if one.pk == question.pk)
    tallies = {one.standard.pk: one for one in analysis.tally(heat_map)}
    context = {
        "round": round,
        "standard": standard,
        "tally": tallies[standard.pk],
        "cells": heat_map.column(standard),
        "positions": analysis.positions(round, request.user, question),
        "previous_text": analysis.previous_text(round, key),
    }
    return render(request, "audits/round_standard.html", context)


@require_http_methods(["GET", "POST"])
def round_release(request, board, reference):
    """Open the analysis to the board's members and chosen groups."""
    round = _analysed_round(request, reference)
    require(request.user, Permission.RELEASE, round)
    initial = {"groups": round.released_to.all()}
    posted = request.POST if request.method == "POST" else None
    form = ReleaseForm(posted, initial=initial, board=request.board, user=request.user)

    def write(data):
        moderating.release(round=round, groups=data["groups"], by=request.user)

    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("The analysis is released."))
        return redirect(_address("audits:round-analysis", round))
    context = {
        "form": form,
        "heading": _("Release the analysis"),
        "caption": str(round),
        "hint": _(
            "Board members and the groups you choose will see every agency's "
            "ratings and positions for returns handed in."
        ),
        "submit": _("Release"),
        "back_url": _address("audits:round-analysis", round),
    }
    return render(request, "form.html", context)


@require_http_methods(["GET", "POST"])
def round_scrutiny(request, board, reference):
    """Record and read scrutiny, challenge and support that a round led to."""
    round = _analysed_round(request, reference)
    notes = ScrutinyNote.objects.visible_to(request.user).filter(round=round)
    may_add = allowed(request.user, Permission.SCRUTINISE, round)
    form = ScrutinyForm(request.POST or None, round=round, user=request.user)
    if request.method == "POST":
        require(request.user, Permission.SCRUTINISE, round)
        if form.is_valid():
            moderating.note_scrutiny(round=round, by=request.user, **form.cleaned_data)
            messages.success(request, _("Recorded."))
            return redirect(_address("audits:round-scrutiny", round))
    context = {
        "round": round,
        "notes": notes.select_related("agency", "question", "by", "responded_by"),
        "form": form if may_add else None,
    }
    return render(request, "audits/round_scrutiny.html", context)


@require_http_methods(["GET", "POST"])
def scrutiny_respond(request, board, pk):
    """The agency responds to a challenge or an offer of support."""
    note = get_visible_or_404(ScrutinyNote, request.user, board=request.board, pk=pk)
    require(request.user, Permission.SUBMIT, note)
    if request.method == "GET" and note.responded_at:
        messages.info(request, _("Your agency has responded to this already."))
        return redirect("your-work")
    form = ResponseForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and _respond(form, note):
        messages.success(request, _("Your response was recorded."))
        return redirect("your-work")
    context = {
        "form": form,
        "heading": _("Respond to the board"),
        "caption": note.get_kind_display(),
        "hint": note.text,
        "submit": _("Send the response"),
        "back_url": reverse("your-work"),
    }
    return render(request, "form.html", context)


def _respond(form, note) -> bool:
    try:
        moderating.respond(note=note, text=form.cleaned_data["text"], by=form.user)
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return False
    return True


def _address(name, round):
    return reverse(name, args=[round.board.slug, round.reference])
