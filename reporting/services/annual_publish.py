"""Publishes an annual report after a second person read it, and takes it down."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.identifiers import Hit, found_in
from learning.services.second_reading import require_nobody_named
from reporting.annual.editions import read_back
from reporting.annual.plain import words_of
from reporting.annual.steps import require_all, to_publish
from reporting.choices import AnnualReportState
from reporting.models import AnnualEdition, AnnualReport
from reporting.services.annual_editions import locked_report, saved_report


def final_edition(report) -> AnnualEdition | None:
    """The edition that is published or would be."""
    return report.editions.filter(final=True).first()


def hits_of(edition: AnnualEdition, known=()) -> list[Hit]:
    """What in its words, in any language, could identify somebody."""
    documents = [read_back(said) for said in edition.content.values()]
    return found_in("\n".join(words_of(one) for one in documents), known)


@transaction.atomic
def publish(
    *, report: AnnualReport, edition: int, note: str, by, known=()
) -> AnnualReport:
    """A second person read the final edition: from now on anybody may.

    Raises ValidationError with every condition that is not met; for the eyes of
    whoever built it; for words changed since; for an NHS number or a date of birth;
    and for anything else found that is not explained.
    """
    held = locked_report(report, by)
    require_all(to_publish(held, by))
    final = final_edition(held)
    if final.number != edition:
        raise ValidationError(_("It was changed meanwhile. Read it again."))
    require_nobody_named(hits_of(final, known), note)
    held.state, held.check_note = AnnualReportState.PUBLISHED, note
    held.published_at, held.published_by = timezone.now(), by
    held.withdrawn_at = held.withdrawn_by = None
    held.withdrawn_why = ""
    return saved_report(held, by)


@transaction.atomic
def withdraw(*, report: AnnualReport, why: str, by) -> AnnualReport:
    """Nobody outside the board reads it any more."""
    held = locked_report(report, by)
    if held.state != AnnualReportState.PUBLISHED:
        raise ValidationError(_("It is not published."))
    held.state = AnnualReportState.WITHDRAWN
    held.withdrawn_at, held.withdrawn_by = timezone.now(), by
    held.withdrawn_why = why
    return saved_report(held, by)
