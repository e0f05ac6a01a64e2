"""Six-monthly reports of lead members, and what members say of them (HAR-43)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.choices import PlanState
from actionplans.models import ProgressReport, ReportNote
from actionplans.rhythm import rhythm_of
from actionplans.services.progress import said_before
from frameworks.calendar import add_months
from learning.services.versions import StaleVersion


@transaction.atomic
def ask_report(*, plan, lead, due_on, by) -> ProgressReport:
    """Ask a lead member how a plan goes. Raises ValidationError for a plan not agreed
    yet, or a report already awaited."""
    if plan.state != PlanState.AGREED:
        raise ValidationError(_("Agree the plan first."))
    if plan.reports.filter(given_on__isnull=True).exists():
        raise ValidationError(_("A report on this plan is awaited already."))
    return _new(plan, lead, due_on, by)


def _new(plan, lead, due_on, by):
    report = ProgressReport(
        plan=plan, board=plan.board, lead=lead, due_on=due_on, created_by=by
    )
    report._history_user = by
    report.save()
    return report


@transaction.atomic
def keep_draft(*, report, text: str, version: int, by) -> ProgressReport:
    """Keep the lead's words until the report is given. Raises StaleVersion where they
    were changed in another window."""
    report = _current(report, version)
    report.text = text
    return _save(report, by)


@transaction.atomic
def give_report(*, report, text: str, version: int, by) -> ProgressReport:
    """Give the report to the board; the next one is asked for, counted from the day
    this one was due. Raises ValidationError for no words, StaleVersion as above."""
    report = _current(report, version)
    if not text.strip():
        raise ValidationError({"text": _("Write how the plan goes.")})
    report.text, report.given_on = text, timezone.localdate()
    _save(report, by)
    if report.plan.state == PlanState.AGREED:
        months = rhythm_of(report.board).report_months
        due = add_months(report.due_on, months)
        while due <= report.given_on:
            due = add_months(due, months)
        _new(report.plan, report.lead, due, by)
    return report


def _current(report, version):
    rows = ProgressReport.objects.select_for_update(of=("self",))
    report = rows.select_related("plan", "board").get(pk=report.pk)
    if report.given_on:
        raise ValidationError(_("This report was given already."))
    if report.version != version:
        raise StaleVersion(report)
    return report


def _save(report, by):
    report.version += 1
    report._history_user = by
    report.save()
    return report


@transaction.atomic
def note_report(*, report, kind: str, text: str, by, sent_once=None) -> ReportNote:
    """Challenge, support offered, assurance sought or given: added, never changed.

    Raises ValidationError for a report not given yet. A form sent twice says it once.
    """
    if made := said_before(ReportNote, sent_once, by):
        return made
    if not report.given_on:
        raise ValidationError(_("This report was not given yet."))
    return ReportNote.objects.create(
        report=report, kind=kind, text=text, by=by, sent_once=sent_once
    )
