"""The timetable of an annual report: steps back from the day it is due."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from dissemination.views.writing import form_written
from reporting.annual.guards import report_to_write, step_to_write
from reporting.forms.annual_edit import MilestoneForm
from reporting.services.annual_steps import tick, write_step
from reporting.views.annual_edit import page_of


@require_GET
def annual_timetable(request, board, reference):
    """Every step with its day, what is late, and a button to tick it."""
    report = report_to_write(request, reference)
    today = timezone.localdate()
    steps = list(report.milestones.all())
    for step in steps:
        step.is_late = step.done_on is None and step.due_on < today
    context = {"report": report, "steps": steps}
    return render(request, "reporting/annual/timetable.html", context)


@require_http_methods(["GET", "POST"])
def annual_step_edit(request, board, reference, pk):
    """A step's words and days."""
    found = step_to_write(request, reference, pk)
    form = MilestoneForm(
        request.POST or None, instance=found, user=request.user, board=request.board
    )
    return form_written(
        request,
        form,
        lambda data: write_step(
            step=found, values=form.values, version=data["version"], by=request.user
        ),
        heading=_("Step of the timetable"),
        caption=found.report.title,
        back_url=page_of(found.report, "annual-timetable"),
        done=_("Saved."),
    )


@require_POST
def annual_step_tick(request, board, reference, pk):
    """Done today, or not done after all."""
    found = step_to_write(request, reference, pk)
    tick(step=found, done=request.POST.get("done") == "yes", by=request.user)
    return redirect(page_of(found.report, "annual-timetable"))
