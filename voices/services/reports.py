"""Reports of counts and lessons: designated officer, private fostering, education."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from frameworks.vocabulary import SourceKind
from learning.models import SourceType
from voices.facts import report_kind
from voices.models import AreaReport, AreaReportLine
from voices.services.opening import change_both, open_with


@transaction.atomic
def file_report(*, board, values: dict, lines: dict, by, sent_once=None) -> AreaReport:
    """One year or half-year as sums (SOM-25). `lines` maps a theme to its number and
    whether it points to something to improve. The same form sent twice files one.

    Raises ValidationError where the themes are more than the whole.
    """
    _check(values, lines)
    facts = report_kind(board, values["kind"])
    if facts is None:
        raise ValidationError({"kind": _("Choose a report the board receives.")})
    known = SourceType.objects.filter(board=board, key=facts.source).first()
    made = open_with(
        board=board,
        kind=SourceKind(known.kind) if known else SourceKind.PARTNER_REPORT,
        source_key=facts.source,
        values=values,
        make=lambda source, rest: AreaReport(source=source, board=board, **rest),
        by=by,
        sent_once=sent_once,
    )
    _put_lines(made, lines, by)
    return made


@transaction.atomic
def change_report(*, report, values: dict, lines: dict, version: int, by) -> AreaReport:
    """Correct a report. Raises StaleVersion, ValidationError."""
    _check(values, lines)
    saved = change_both(record=report, values=values, version=version, by=by)
    _put_lines(saved, lines, by)
    return saved


def _check(values, lines):
    if sum(number for number, _improve in lines.values()) > values["total"]:
        raise ValidationError({"total": _("The themes add up to more than this.")})
    received = values.get("received_on")
    if received and received > timezone.localdate():
        raise ValidationError({"received_on": _("Enter a day that is today or past.")})
    if received and not values.get("received_by"):
        raise ValidationError({"received_by": _("Choose the group that received it.")})


def _put_lines(report, lines, by):
    known = {line.theme: line for line in report.lines.all()}
    for theme, (number, improve) in lines.items():
        line = known.get(theme)
        if line is None and not number and not improve:
            continue
        line = line or AreaReportLine(report=report, theme=theme)
        if line.pk and (line.number, line.improve) == (number, improve):
            continue
        line.number, line.improve, line._history_user = number, improve, by
        line.save()
