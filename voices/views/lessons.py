"""Lessons from complaints: the list, one of them, how it is followed."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.lists import Sorting
from boards.models import Group
from boards.roles import Permission
from learning.rules import may_write_findings
from learning.views.of_source import framed
from voices.forms.complaints import LessonFilterForm, LessonForm, MonitorForm
from voices.guards import lesson_or_404, to_write
from voices.models import ComplaintLesson
from voices.rules import may_monitor, may_note_lesson, may_write, require_rule
from voices.services.lessons import change_lesson, note_lesson, set_monitoring
from voices.views.writing import form_written, listed

COLUMNS = {
    "on": ("-source__opened_on",),
    "title": ("source__title",),
    "process": ("process", "-source__opened_on"),
    "group": ("source__lead_group__name_en", "-source__opened_on"),
    "followed": ("monitored_at", "-source__opened_on"),
}


@require_GET
def lessons(request, board):
    """What complaints taught; filter, search, sort, page, export (CTM-39)."""
    user = request.user
    seen = ComplaintLesson.objects.visible_to(user).filter(board=request.board)
    form = LessonFilterForm(request.GET, user=user, board=request.board)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(seen)).select_related(
        "board", "source__lead_group"
    )
    headings = [
        _("Reference"), _("Title"), _("Process"), _("Noted on"), _("Owned by"),
        _("What the board learnt"), _("How it is followed"), _("What came of it"),
    ]  # fmt: skip
    return listed(
        request, found, template="voices/lessons.html", name="complaint-lessons",
        headings=headings, cells=_cells, sorting=sorting, form=form,
        may_add=may_note_lesson(user, request.board),
    )  # fmt: skip


def _cells(row):
    return [
        row.reference, row.source.title, row.process_name, row.source.opened_on,
        row.source.lead_group or "", row.source.summary, row.source.monitoring,
        row.outcome,
    ]  # fmt: skip


@require_GET
def lesson(request, board, reference):
    """One lesson: what was learnt, who it is shared with, how it is followed."""
    found = lesson_or_404(request, reference)
    groups = Group.objects.visible_to(request.user)
    shared = groups.filter(pk__in=found.source.shared_with.values("pk"))
    context = {
        **framed(request, found.source, "voices:lesson"),
        "lesson": found,
        "shared_with": list(shared),
        "may_write": may_write(request.user, found),
        "may_monitor": may_monitor(request.user, found),
        "may_find": may_write_findings(request.user, found.source),
    }
    return render(request, "voices/lesson.html", context)


@require_http_methods(["GET", "POST"])
def lesson_add(request, board):
    """Note what a complaint taught, without the complaint."""
    if not may_note_lesson(request.user, request.board):
        raise PermissionDenied(Permission.RAISE_LEARNING.value)
    form = LessonForm(
        request.POST or None, instance=ComplaintLesson(board=request.board),
        board=request.board, user=request.user,
    )  # fmt: skip

    def write(data):
        return note_lesson(
            board=request.board, values=form.values, by=request.user,
            sent_once=data["sent_once"],
        )  # fmt: skip

    return form_written(
        request, form, write, heading=_("Note a lesson from a complaint"),
        back_url=reverse("voices:lessons", args=[request.board.slug]),
        done=_("Noted."), to=lambda made: made.get_absolute_url(),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def lesson_change(request, board, reference):
    """Correct a lesson."""
    found = to_write(request, lesson_or_404(request, reference))
    form = LessonForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        return change_lesson(
            lesson=found, values=form.values, version=data["version"], by=request.user
        )

    return form_written(
        request, form, write, back_url=found.get_absolute_url(),
        heading=_("Change the lesson"), done=_("Saved."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def lesson_monitor(request, board, reference):
    """The group sets how this one is followed, and says what came of it."""
    found = lesson_or_404(request, reference)
    require_rule(may_monitor, request.user, found, Permission.MANAGE_PLAN)
    form = MonitorForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        return set_monitoring(
            lesson=found, version=data["version"], by=request.user, **form.values
        )

    return form_written(
        request, form, write, back_url=found.get_absolute_url(),
        heading=_("How this lesson is followed"), caption=found.source.title,
        done=_("Saved."),
    )  # fmt: skip
