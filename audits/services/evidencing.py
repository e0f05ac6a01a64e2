"""Laying items of the agency's library beside answers. Files come through learning."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audits.models import AnswerEvidence
from audits.services.answering import check_may_answer, lock_answer, store
from learning.models import Evidence


@transaction.atomic
def attach(*, agency_return, question, block, by, evidence) -> list[AnswerEvidence]:
    """Put items beside an answer; those already there stay once.

    The answer's version does not move: evidence never collides with words. Raises
    PermissionDenied, NotOpen, and ValidationError for another agency's item.
    """
    check_may_answer(by, agency_return, question)
    if any(item.agency_id != agency_return.agency_id for item in evidence):
        raise ValidationError(_("Choose evidence of your own agency."))
    answer = lock_answer(agency_return, question, block, by=by)
    if not answer.pk:
        answer.save()
    links = [
        AnswerEvidence.objects.get_or_create(
            answer=answer, evidence=item, defaults={"added_by": by}
        )[0]
        for item in evidence
    ]
    store(answer, fields=["complete"])
    return links


@transaction.atomic
def detach(*, agency_return, question, block, by, link_id) -> None:
    """Take an item away from an answer. It stays in the library."""
    check_may_answer(by, agency_return, question)
    answer = lock_answer(agency_return, question, block, by=by)
    if answer.pk:
        for link in answer.evidence_links.filter(pk=link_id):
            link.delete()
        store(answer, fields=["complete"])


@transaction.atomic
def keep_evidence(
    *, agency_return, by, title, file=None, link="", effective_on=None, expires_on=None
) -> Evidence:
    """A new item of the agency's library. Raises ValidationError for a file refused.

    The one place where answers meet the uploads of the learning floor.
    """
    if file is not None:
        raise ValidationError(_("Files cannot be taken at the moment."))
    return Evidence.objects.create(
        agency_id=agency_return.agency_id,
        title=title,
        link=link,
        effective_on=effective_on,
        expires_on=expires_on,
        added_by=by,
    )
