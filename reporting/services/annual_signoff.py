"""Partners sign the annual report, or say why not; the board agrees it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.annual.steps import latest_edition, require_all, to_agree, to_sign
from reporting.choices import AnnualReportState
from reporting.models import AnnualReport, AnnualSignOff
from reporting.services.annual_editions import (
    build_edition,
    build_final,
    locked_report,
    saved_report,
)


@transaction.atomic
def ask_sign_off(
    *, report: AnnualReport, agencies, signed_by: str, until, by
) -> AnnualReport:
    """Ask these partners, and no others, to sign the report as it stands now.

    What an agency answered before stays; a newer edition asks it again. Raises
    ValidationError with every condition that is not met.
    """
    held = locked_report(report, by)
    require_all(to_sign(held))
    if not agencies:
        raise ValidationError({"agencies": _("Choose who signs.")})
    held.state, held.signed_by = AnnualReportState.SIGN_OFF, signed_by
    held.sign_off_until = until
    saved_report(held, by)
    build_edition(report=held, by=by)
    _set_partners(held, agencies, by)
    return held


def _set_partners(report, agencies, by) -> None:
    wanted = {agency.pk: agency for agency in agencies}
    for row in report.sign_offs.exclude(agency__in=wanted):
        row._history_user = by
        row.delete()
    known = set(report.sign_offs.values_list("agency_id", flat=True))
    for pk, agency in wanted.items():
        if pk not in known:
            made = AnnualSignOff(report=report, agency=agency)
            made._history_user = by
            made.save()


@transaction.atomic
def sign(
    *, sign_off: AnnualSignOff, agreed: bool, words: str, edition: int, by
) -> AnnualSignOff:
    """A partner agrees the edition it read, or says why not.

    Raises ValidationError when sign-off is closed, for an older edition, and for a
    refusal without a reason.
    """
    held = locked_report(sign_off.report, by)
    if held.state != AnnualReportState.SIGN_OFF:
        raise ValidationError(_("Sign-off is closed."))
    latest = latest_edition(held)
    if latest is None or edition != latest.number:
        said = _("There is a newer edition. Read it, then sign.")
        raise ValidationError(said)
    if not agreed and not words.strip():
        raise ValidationError({"words": _("Say why you do not agree.")})
    row = held.sign_offs.select_for_update(of=("self",)).get(pk=sign_off.pk)
    row.agreed, row.words, row.of_version = agreed, words, edition
    row.at, row.by = timezone.now(), by
    row._history_user = by
    row.save()
    return row


@transaction.atomic
def agree(*, report: AnnualReport, note: str, by) -> AnnualReport:
    """The board agrees the report; its final edition is built.

    Raises ValidationError with every condition that is not met, and where a partner
    did not agree and the note does not say what the board answered.
    """
    held = locked_report(report, by)
    require_all(to_agree(held))
    if held.sign_offs.filter(agreed=False).exists() and not note.strip():
        said = _("A partner did not agree: say what the board answered.")
        raise ValidationError({"note": said})
    last = build_edition(report=held, by=by)
    held.refresh_from_db()
    require_all(to_agree(held))  # words changed since the last edition ask again
    held.state, held.agreed_at = AnnualReportState.AGREED, timezone.now()
    held.agreed_note = note
    saved_report(held, by)
    if not last.final:
        build_final(report=held, by=by)
    return held
