"""Asks agencies what they give to the annual report, and keeps what they give."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.services.unsaved import forget_typed
from learning.services.versions import StaleVersion
from reporting.annual.drafting.people import member_agencies
from reporting.choices import ContributionState
from reporting.models import AnnualContribution, AnnualReport
from reporting.services.annual_draft import OPEN, locked


@transaction.atomic
def ask_agencies(*, report: AnnualReport, agencies, due_on, by) -> int:
    """Ask every agency given that was not asked yet, and move the day of those that
    have not given. Says how many were asked now."""
    locked(report, by)
    asked = {row.agency_id: row for row in report.contributions.all()}
    for row in asked.values():
        if row.state == ContributionState.ASKED and row.due_on != due_on:
            row.due_on = due_on
            _saved(row, by)
    members = {row.agency_id for row in member_agencies(by, report.board)}
    new = [one for one in agencies if one.pk in members and one.pk not in asked]
    for agency in new:
        _saved(AnnualContribution(report=report, agency=agency, due_on=due_on), by)
    return len(new)


def _saved(row, by):
    row._history_user = by
    row.save()
    return row


def _locked(contribution, version, by) -> AnnualContribution:
    rows = AnnualContribution.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.select_related("report").get(pk=contribution.pk)
    if row.report.state not in OPEN:
        raise ValidationError(_("The report is agreed: nothing in it changes."))
    if row.version != version:
        raise StaleVersion(row)
    return row


@transaction.atomic
def write_for_agency(*, contribution: AnnualContribution, text: str, version: int, by):
    """Keep words for colleagues of the agency, before anybody gives them. Raises
    StaleVersion, and ValidationError once they were given."""
    row = _locked(contribution, version, by)
    if row.state != ContributionState.ASKED:
        raise ValidationError(_("It was given already."))
    row.text, row.version = text.replace("\r\n", "\n").strip(), row.version + 1
    _saved(row, by)
    forget_typed(row.unsaved, by=by)
    return row


@transaction.atomic
def give(*, contribution: AnnualContribution, text: str, state: str, version: int, by):
    """Give an agency's words, or say that it has nothing to report. May be given
    again until the report is agreed.

    Raises StaleVersion, and ValidationError where the report is agreed or the words
    are missing.
    """
    row = _locked(contribution, version, by)
    if state == ContributionState.GIVEN and not text.strip():
        raise ValidationError({"text": _("Write what your agency gives.")})
    row.text, row.state = text.replace("\r\n", "\n").strip(), state
    row.given_at, row.given_by = timezone.now(), by
    row.version += 1
    _saved(row, by)
    forget_typed(row.unsaved, by=by)
    return row
