"""The timetable of an annual report: its steps, ticked and moved; its dates."""

from django.db import transaction
from django.utils import timezone

from learning.services.versions import save_version
from reporting.models import AnnualMilestone, AnnualReport
from reporting.services.annual_draft import locked


@transaction.atomic
def write_report(*, report: AnnualReport, values: dict, version: int, by):
    """Titles and the due day. Raises StaleVersion."""
    locked(report, by)
    return save_version(record=report, values=values, version=version, by=by)


@transaction.atomic
def write_step(*, step: AnnualMilestone, values: dict, version: int, by):
    """A step's words and days. Raises StaleVersion."""
    return save_version(record=step, values=values, version=version, by=by)


@transaction.atomic
def tick(*, step: AnnualMilestone, done: bool, by) -> None:
    """Say that a step is done today, or that it is not."""
    rows = AnnualMilestone.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.get(pk=step.pk)
    row.done_on = timezone.localdate() if done else None
    row.version += 1
    row._history_user = by
    row.save()
