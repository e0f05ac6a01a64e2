"""Themes for audits are proposed, scheduled or declined; a year is approved."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from case_audits.choices import ProposalState
from case_audits.models import AuditProgramme, AuditProposal
from learning.services.sent_once import made_before
from learning.services.versions import StaleVersion, save_version


def propose(*, board, values: dict, sent_once: UUID, by) -> AuditProposal:
    """A theme for the group to consider (WOL-28). The same form twice makes one."""
    try:
        with transaction.atomic():
            found = AuditProposal(
                board=board, sent_once=sent_once, created_by=by, **values
            )
            found._history_user = by
            found.save()
            return found
    except IntegrityError:
        return made_before(AuditProposal, sent_once, by)


@transaction.atomic
def save_proposal(*, proposal, values: dict, version: int, by) -> AuditProposal:
    """Correct a proposal nobody decided on yet. Raises StaleVersion otherwise."""
    _undecided(proposal)
    return save_version(record=proposal, values=values, version=version, by=by)


def _undecided(proposal) -> AuditProposal:
    rows = AuditProposal.objects.select_for_update(of=("self",))
    found = rows.select_related("group").get(pk=proposal.pk)
    if found.state != ProposalState.PROPOSED:
        raise ValidationError(_("It was decided on already."))
    return found


@transaction.atomic
def schedule(
    *, proposal, year: int, starts_on, meeting_on, reason: str, version: int, by
) -> AuditProposal:
    """Into the group's programme of a year, with why and for which board meeting.

    Raises StaleVersion, and ValidationError once it was decided on, without a
    rationale, or where the audit would begin after the meeting it goes to.
    """
    found = _to_decide(proposal, version)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this theme, and why now.")})
    if meeting_on < starts_on:
        said = _("The board meeting is before the audit begins.")
        raise ValidationError({"meeting_on": said})
    found.programme = programme_of(found.board, found.group, year, by)
    found.starts_on, found.meeting_on = starts_on, meeting_on
    return _decided(found, ProposalState.SCHEDULED, reason, by)


@transaction.atomic
def decline(*, proposal, reason: str, version: int, by) -> AuditProposal:
    """Not taken up, and why. Raises StaleVersion, ValidationError without a reason."""
    found = _to_decide(proposal, version)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is not taken up.")})
    return _decided(found, ProposalState.DECLINED, reason, by)


def _to_decide(proposal, version) -> AuditProposal:
    found = _undecided(proposal)
    if found.version != version:
        raise StaleVersion(found)
    return found


def _decided(found, state, reason, by):
    found.state, found.reason = state, reason
    found.decided_at, found.decided_by = timezone.now(), by
    found.version += 1
    found._history_user = by
    found.save()
    return found


def programme_of(board, group, year: int, by) -> AuditProgramme:
    """The group's programme of a year, begun where there is none. A change of it
    after approval needs a new approval."""
    rows = AuditProgramme.objects.select_for_update(of=("self",))
    found = rows.filter(board=board, group=group, year=year).first()
    found = found or AuditProgramme(board=board, group=group, year=year)
    found.approved_on = found.approved_at = found.approved_by = None
    found.version += 1 if found.pk else 0
    found._history_user = by
    found.save()
    return found


@transaction.atomic
def approve(
    *, programme, approved_on, approved_note: str, version: int, by
) -> AuditProgramme:
    """The group approved the year, at which meeting (CTM-34).

    Raises StaleVersion, and ValidationError for a meeting to come or an empty year.
    """
    if approved_on > timezone.localdate():
        said = _("Enter the day of a meeting that was held.")
        raise ValidationError({"approved_on": said})
    if not programme.proposals.filter(state=ProposalState.SCHEDULED).exists():
        raise ValidationError(_("The programme is empty: schedule a theme first."))
    values = {
        "approved_on": approved_on,
        "approved_note": approved_note,
        "approved_at": timezone.now(),
        "approved_by": by,
    }
    return save_version(record=programme, values=values, version=version, by=by)
