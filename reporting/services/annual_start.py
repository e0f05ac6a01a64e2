"""Begins an annual report: its sections, its timetable and a first draft."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from learning.services.sent_once import made_before
from reporting.annual.skeletons import checklist_of
from reporting.models import AnnualMilestone, AnnualReport, AnnualSection
from reporting.services.annual_draft import refresh


@transaction.atomic
def start_report(*, board, template, values: dict, sent_once, by) -> AnnualReport:
    """A report from the board's skeleton with everything the records say already.

    `values` names titles, first and last day and the due day. The same form sent
    twice is one report. Raises ValidationError where the board has no skeleton.
    """
    mine = AnnualReport.objects.visible_to(by)
    if mine.filter(sent_once=sent_once).exists():
        return made_before(AnnualReport, sent_once, by)
    if template is None:
        raise ValidationError(_("The board's framework has no annual report yet."))
    report = AnnualReport(
        board=board,
        reference=AnnualReport.new_reference(),
        template=template,
        checklist=checklist_of(template.annual, values["last_day"]),
        sent_once=sent_once,
        created_by=by,
        **values,
    )
    _saved(report, by)
    _sections(report, by)
    _milestones(report, by)
    return refresh(report=report, by=by)


def _saved(row, by):
    row._history_user = by
    row.save()


def _sections(report, by) -> None:
    asked = {item["key"] for item in report.checklist}
    for number, facts in enumerate(report.template.annual["sections"], 1):
        section = AnnualSection(
            report=report,
            number=number,
            key=facts["key"],
            title_en=facts["en"],
            title_cy=facts["cy"],
            draws_on=facts["draws_on"],
            answers=[key for key in facts["answers"] if key in asked],
        )
        _saved(section, by)


def _milestones(report, by) -> None:
    for facts in report.template.annual["milestones"]:
        step = AnnualMilestone(
            report=report,
            key=facts["key"],
            title=facts["en"],
            due_on=report.due_on - datetime.timedelta(days=facts["days_before"]),
        )
        _saved(step, by)
