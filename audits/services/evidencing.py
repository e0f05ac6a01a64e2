"""Laying evidence beside answers: new, or from the agency's library."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audits.models import AnswerEvidence
from audits.services.answering import check_may_answer, lock_answer, store
from learning.models import Evidence
from learning.services.evidence import add_evidence


@transaction.atomic
def attach(
    *, agency_return, question, block, by, evidence=(), new=None
) -> list[AnswerEvidence]:
    """Put items beside an answer; those already there stay once.

    `new` (files, link, title, effective_on, expires_on) is kept in the agency's
    library first: one item for each file, one for the link. The answer is locked by
    then, so no file is stored for a return that was sent meanwhile. The answer's
    version does not move: evidence never collides with words. Raises
    PermissionDenied, NotOpen, and ValidationError by field, or for another agency's
    item.
    """
    check_may_answer(by, agency_return, question)
    if any(item.agency_id != agency_return.agency_id for item in evidence):
        raise ValidationError(_("Choose evidence of your own agency."))
    answer = lock_answer(agency_return, question, block, by=by)
    if not answer.pk:
        answer.save()
    made = _keep(agency_return, by, **new) if new else []
    links = [
        AnswerEvidence.objects.get_or_create(
            answer=answer, evidence=item, defaults={"added_by": by}
        )[0]
        for item in [*evidence, *made]
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
def keep_evidence(*, agency_return, by, title, file=None, link="", **life) -> Evidence:
    """One new item of the agency's library: a file or a link, with its dates.

    Raises ValidationError by field for what is refused; then nothing was kept.
    """
    files = [file] if file is not None else []
    return _keep(agency_return, by, title=title, files=files, link=link, **life)[0]


def _keep(agency_return, by, **what) -> list[Evidence]:
    board, agency = agency_return.board, agency_return.agency
    return add_evidence(board=board, agency=agency, by=by, **what)
