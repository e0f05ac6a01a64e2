"""Drafts a themes report, freezes it when it is first sent, records its way."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.models import Group
from boards.services.unsaved import forget_typed
from learning.choices import ThemeReportState
from learning.models import ThemesReport, ThemesReportStep
from learning.services.sent_once import made_before
from learning.services.versions import save_version
from learning.theme_report import figures


def draft_report(*, board, values: dict, by, sent_once=None) -> ThemesReport:
    """Begin a report of a period. The same form sent twice makes one."""
    made = ThemesReport(board=board, created_by=by, sent_once=sent_once, **values)
    made._history_user = by
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        return made_before(ThemesReport, sent_once, by)
    return made


@transaction.atomic
def change_report(
    *, report: ThemesReport, values: dict, version: int, by
) -> ThemesReport:
    """Change a draft. Raises StaleVersion, or ValidationError once it was sent."""
    saved = save_version(record=report, values=values, version=version, by=by)
    if saved.state != ThemeReportState.DRAFT:
        raise ValidationError(_("It was sent meanwhile and can no longer be changed."))
    if "commentary" in values:
        forget_typed(saved.unsaved, by=by)
    return saved


@transaction.atomic
def send_report(
    *,
    report: ThemesReport,
    to_group: Group,
    by,
    from_group: Group | None = None,
    note: str = "",
) -> ThemesReportStep:
    """Send a draft to a group, or forward it from one it reached to the next.

    The first time its figures are frozen. Raises ValidationError for a restricted
    group, one that has it already, or one it cannot come from.
    """
    rows = ThemesReport.objects.select_for_update(of=("self",))
    current = rows.select_related("board").get(pk=report.pk)
    _refuse(current, from_group, to_group)
    if current.state == ThemeReportState.DRAFT:
        current.content = figures(
            by, current.board, current.first_day, current.last_day
        )
        current.state = ThemeReportState.SENT
        current.version += 1
        current._history_user = by
        current.save()
    step = ThemesReportStep(
        report=current, from_group=from_group, to_group=to_group, note=note, by=by
    )
    step._history_user = by
    step.save()
    return step


def _refuse(report, from_group, to_group) -> None:
    if to_group.restricted:
        raise ValidationError({"to_group": _("This group takes no reports.")})
    reached = set(report.steps.values_list("to_group", flat=True))
    if to_group.pk in reached:
        raise ValidationError({"to_group": _("This group has it already.")})
    if from_group is not None and from_group.pk not in reached:
        raise ValidationError({"from_group": _("This group does not have it.")})


@transaction.atomic
def note_report(*, step: ThemesReportStep, by) -> ThemesReportStep:
    """The group noted it; said twice it stands as it was said first."""
    current = ThemesReportStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if current.noted_at is None:
        current.noted_at, current.noted_by = timezone.now(), by
        current._history_user = by
        current.save()
    return current
