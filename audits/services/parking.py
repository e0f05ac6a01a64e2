"""Words posted when nobody is signed in any more: kept for who typed them.

Every question page carries a signed key naming the person, the return and the
question. It opens nothing: it only says whose draft the posted words become.
"""

from django.core import signing

from audits.models import AgencyReturn, AnswerDraft, Question, RoundItem
from audits.services.answering import Page, keep_draft
from boards.access import allowed
from boards.models import User
from boards.roles import Permission

SALT = "audits.question-page"
GOOD_FOR_SECONDS = 7 * 24 * 60 * 60  # a page left open over a week end


def page_key(*, user, agency_return, question, block, page: str) -> str:
    """The signed key of one open page."""
    block_id = block.pk if block else None
    place = [user.pk, agency_return.pk, question.pk, block_id, page]
    return signing.dumps(place, salt=SALT)


def read_key(key: str) -> list | None:
    """What a key names, or None where it is forged or too old."""
    try:
        return signing.loads(key, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except signing.BadSignature:
        return None


def owner_of(key: str) -> int | None:
    """The person a page was made for."""
    place = read_key(key)
    return place and place[0]


def park(*, key: str, typed: dict, version: int) -> AnswerDraft | None:
    """Keep posted words as a draft of the person the page was made for.

    None where the key is no good, or the person answers for that agency no more.
    """
    if (place := read_key(key)) is None:
        return None
    user_id, return_id, question_id, block_id, page = place
    user = User.objects.filter(pk=user_id, is_active=True).first()
    agency_return = AgencyReturn.objects.filter(pk=return_id).first()
    if not user or not agency_return:
        return None
    if not allowed(user, Permission.ANSWER, agency_return):
        return None
    return keep_draft(
        agency_return=agency_return,
        question=Question.objects.get(pk=question_id),
        block=RoundItem.objects.filter(pk=block_id).first(),
        by=user,
        version=version,
        typed=typed,
        cause=AnswerDraft.Cause.SIGNED_OUT,
        page=Page(page),
    )
