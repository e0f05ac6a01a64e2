"""Whether lessons make a difference: strands with before and after, and the gaps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from boards.views.forms import accepted, form_page
from dissemination.forms.measures import LessonFilterForm, MeasureForm
from dissemination.impact import (
    agencies_measuring,
    lessons,
    may_change,
    may_measure,
    measures_for_board,
)
from dissemination.models import LessonMeasure
from dissemination.services.measures import add_measure, save_measure
from learning.views.of_source import source_or_404
from learning.views.versioned import kept

COLUMNS = {
    "gap": ("gap", "source__title", "order"),
    "lesson": ("title",),
    "source": ("source__title", "order"),
    "strands": ("strands", "title"),
}


@require_GET
def measures(request, board):
    """Every lesson with its strands, those without any and those overdue first."""
    form = LessonFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    every = lessons(request.user, request.board)
    found = sorting.apply(form.apply(every).select_related("source"))
    if kind := asked_kind(request):
        return _file(request, kind, found)
    context = {
        "form": form,
        "page": paginate(request, found),
        "without": every.filter(strands=0).count(),
        "overdue": every.filter(overdue__gt=0).count(),
        **sorting.context,
    }
    return render(request, "dissemination/measures.html", context)


def _file(request, kind, found):
    headings = [_("Source"), _("Lesson"), _("Strands"), _("Results"), _("Overdue")]
    rows = [[r.source.title, r.title, r.strands, r.shown, r.overdue] for r in found]
    return download(kind, f"measures-{request.board.slug}", headings, rows)


def source_url(source) -> str:
    return reverse(
        "dissemination:source-measures", args=[source.board.slug, source.reference]
    )


@require_GET
def source_measures(request, board, reference):
    """The lessons of one source, each with its strands, before and after."""
    source = source_or_404(request, reference)
    rows = list(lessons(request.user, request.board).filter(source=source))
    found = LessonMeasure.objects.visible_to(request.user).filter(finding__in=rows)
    found = list(found.select_related("agency", "finding__source"))
    for measure in found:
        measure.may_change = may_change(request.user, measure)
    for row in rows:
        row.told = [measure for measure in found if measure.finding_id == row.pk]
    context = {
        "source": source,
        "lessons": rows,
        "may_measure": may_measure(request.user, source),
    }
    return render(request, "dissemination/source_measures.html", context)


@require_http_methods(["GET", "POST"])
def measure_add(request, board, reference, finding):
    """Name another strand of a lesson."""
    source = source_or_404(request, reference)
    rows = lessons(request.user, request.board).filter(source=source)
    lesson = get_visible_or_404(rows, request.user, pk=finding)
    if not may_measure(request.user, source):
        raise PermissionDenied(Permission.WRITE_FINDINGS.value)
    form = _form(request, LessonMeasure(finding=lesson, board=source.board), source)

    def write(data):
        add_measure(
            finding=lesson,
            agency=data.get("agency"),
            values=form.values,
            sent_once=data["sent_once"],
            by=request.user,
        )

    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("Added."))
        return redirect(source_url(source))
    return _page(
        request, form, lesson, _("How will you see that it made a difference?")
    )


def _form(request, measure, source) -> MeasureForm:
    return MeasureForm(
        request.POST or None,
        instance=measure,
        user=request.user,
        agencies=agencies_measuring(request.user, source),
        board_too=measures_for_board(request.user, source),
    )


def _page(request, form, lesson, heading):
    back = source_url(lesson.source)
    words = {"caption": lesson.title, "template": "learning/source_form.html"}
    return form_page(request, form, heading=heading, back_url=back, **words)


@require_http_methods(["GET", "POST"])
def measure_edit(request, board, reference, pk):
    """Say what was measured again; two people at once see both texts."""
    source = source_or_404(request, reference)
    rows = LessonMeasure.objects.visible_to(request.user)
    rows = rows.select_related("finding__source__board", "agency", "board")
    found = get_visible_or_404(rows, request.user, finding__source=source, pk=pk)
    if not may_change(request.user, found):
        raise PermissionDenied(Permission.WRITE_FINDINGS.value)
    form = _form(request, found, source)

    def write(data):
        save_measure(
            measure=found, values=form.values, version=data["version"], by=request.user
        )

    if request.method == "POST" and form.is_valid() and kept(form, write):
        messages.success(request, _("Saved."))
        return redirect(source_url(source))
    return _page(request, form, found.finding, _("What was measured"))
