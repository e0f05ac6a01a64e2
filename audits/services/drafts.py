"""Unsaved words of one person on one question."""

from audits.models import AnswerDraft

RESTORED = [AnswerDraft.Cause.NOT_VALID, AnswerDraft.Cause.SIGNED_OUT]


def drafts_of(*, user, agency_return, question, block) -> list[AnswerDraft]:
    """Newest first. Only the person's own."""
    found = AnswerDraft.objects.visible_to(user).filter(
        agency_return=agency_return, question=question, block=block
    )
    return list(found)


def waiting_in(agency_return, *, user) -> list[AnswerDraft]:
    """The person's unsaved words in a whole return, one of each question."""
    found = AnswerDraft.objects.visible_to(user).filter(agency_return=agency_return)
    found = found.select_related("question", "block").order_by("question__order", "at")
    return list({(one.question_id, one.block_id): one for one in found}.values())


def to_restore(drafts) -> AnswerDraft | None:
    """The draft a page opens with: the newest one that only waited to be saved."""
    return next((draft for draft in drafts if draft.cause in RESTORED), None)
