"""Writes summaries of learning, sends them to the group that shares, answers them."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dissemination.choices import SummaryState
from dissemination.models import LearningSummary
from learning.services.sent_once import made_before
from learning.services.versions import save_version

OPEN = {SummaryState.DRAFT, SummaryState.RETURNED}


def write_summary(*, board, by, source=None, sent_once=None, **values):
    """A draft of what a group learnt. The same form sent twice makes one.

    What a restricted group learnt stays with it. Raises ValidationError.
    """
    audiences = values.pop("audiences", ())
    summary = LearningSummary(
        board=board,
        source=source,
        reference=LearningSummary.new_reference(),
        created_by=by,
        sent_once=sent_once,
        **values,
    )
    _check(summary)
    try:
        with transaction.atomic():
            summary._history_user = by
            summary.save()
            summary.audiences.set(audiences)
    except IntegrityError:
        if sent_once is None:
            raise
        return made_before(LearningSummary, sent_once, by)
    return summary


def _check(summary):
    """A restricted group keeps its own learning; nobody else takes its source's."""
    lead = summary.source.lead_group if summary.source_id else None
    confined = [g for g in (lead, summary.group) if g and g.restricted]
    if summary.to_group.restricted:
        confined.append(summary.to_group)
    groups = {group.pk for group in confined}
    if groups and {summary.group_id, summary.to_group_id} != groups:
        raise ValidationError(
            {"to_group": _("Learning of this group stays with the group itself.")}
        )


@transaction.atomic
def edit_summary(*, summary, values: dict, version: int, by):
    """Change a draft, or one that was sent back.

    Raises StaleVersion where somebody saved it meanwhile, ValidationError for a
    summary that is with the other group.
    """
    if summary.state not in OPEN:
        raise ValidationError(_("It was sent already. Ask for it to be sent back."))
    saved = save_version(record=summary, values=values, version=version, by=by)
    _check(saved)
    return saved


@transaction.atomic
def submit_summary(*, summary, by):
    """Send it to the group that shares (SOL-33). Raises ValidationError."""
    found = _locked(summary)
    if found.state not in OPEN:
        raise ValidationError(_("It was sent already."))
    found.state = SummaryState.SUBMITTED
    found.submitted_at, found.submitted_by = timezone.now(), by
    return _keep(found, by)


@transaction.atomic
def answer_summary(*, summary, accept: bool, answer: str, by):
    """Take it on for sharing, or send it back with words. Raises ValidationError."""
    found = _locked(summary)
    if found.state != SummaryState.SUBMITTED:
        raise ValidationError(_("It was answered already."))
    if not accept and not answer.strip():
        raise ValidationError({"answer": _("Say what is missing.")})
    found.state = SummaryState.ACCEPTED if accept else SummaryState.RETURNED
    found.answer = answer
    found.answered_at, found.answered_by = timezone.now(), by
    return _keep(found, by)


def _locked(summary):
    rows = LearningSummary.objects.select_for_update(of=("self",))
    return rows.get(pk=summary.pk)


def _keep(summary, by):
    summary.version += 1
    summary._history_user = by
    summary.save()
    return summary
