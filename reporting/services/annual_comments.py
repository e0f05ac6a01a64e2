"""Board members comment on a draft; the editor answers each."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.annual.read_rules import OPEN_FOR_COMMENTS
from reporting.annual.steps import require_all, to_circulate
from reporting.choices import AnnualReportState, CommentState
from reporting.models import AnnualComment, AnnualReading, AnnualReport
from reporting.services.annual_editions import (
    build_edition,
    locked_report,
    saved_report,
)

LONGEST_EXCERPT = 200


@transaction.atomic
def circulate(*, report: AnnualReport, until, by) -> AnnualReport:
    """Give the draft to the board's members until a day, as an edition of its own.

    Raises ValidationError with every condition that is not met.
    """
    held = locked_report(report, by)
    require_all(to_circulate(held))
    held.state, held.circulated_at = AnnualReportState.CIRCULATED, timezone.now()
    held.comments_until = until
    saved_report(held, by)
    build_edition(report=held, by=by)
    return held


@transaction.atomic
def take_back(*, report: AnnualReport, by) -> AnnualReport:
    """Back to being written: members read it no more. Comments and answers stay.

    Raises ValidationError once it is published.
    """
    held = locked_report(report, by)
    if held.state == AnnualReportState.PUBLISHED:
        raise ValidationError(_("It is published. Take it down instead."))
    if held.state == AnnualReportState.DRAFT:
        raise ValidationError(_("It is being written."))
    held.state, held.agreed_at = AnnualReportState.DRAFT, None
    return saved_report(held, by)


@transaction.atomic
def comment(
    *, report: AnnualReport, section, block, about: str, text: str, edition: int,
    sent_once, by,
) -> AnnualComment:  # fmt: skip
    """Keep what somebody says of the whole, a section or a paragraph; sent twice, one.

    Raises ValidationError when comments are closed, and for another's token.
    """
    known = report.comments.filter(sent_once=sent_once).first()
    if known is not None:
        return _own(known, by)
    held = locked_report(report, by)
    if held.state not in OPEN_FOR_COMMENTS:
        raise ValidationError(_("Comments are closed. Write to the business unit."))
    made = AnnualComment(
        report=held, section=section, block=block, about=about[:LONGEST_EXCERPT],
        text=text, edition=edition, sent_once=sent_once, by=by,
    )  # fmt: skip
    made._history_user = by
    made.save()
    return made


def _own(known, by) -> AnnualComment:
    if known.by_id != by.pk:
        raise ValidationError(_("This form was used already. Start it again."))
    return known


@transaction.atomic
def answer_comment(*, comment: AnnualComment, state: str, answer: str, by):
    """Taken in, or not and why. May be changed later.

    Raises ValidationError for a refusal without a reason.
    """
    rows = comment.report.comments.select_for_update(of=("self",))
    held = rows.get(pk=comment.pk)
    if state == CommentState.NOT_TAKEN and not answer.strip():
        raise ValidationError({"answer": _("Say why it is not taken in.")})
    held.state, held.answer = state, answer
    open_again = state == CommentState.OPEN
    held.answered_at = None if open_again else timezone.now()
    held.answered_by = None if open_again else by
    held._history_user = by
    held.save()
    return held


@transaction.atomic
def finish_reading(*, report: AnnualReport, edition: int, by) -> AnnualReading:
    """Say that one has read it and has no more to say."""
    row, _new = report.readings.update_or_create(
        user=by, defaults={"edition": edition, "at": timezone.now()}
    )
    return row
