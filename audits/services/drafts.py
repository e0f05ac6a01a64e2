"""Unsaved words of one person on one question."""

from audits.models import AnswerDraft

RESTORED = [AnswerDraft.Cause.NOT_VALID, AnswerDraft.Cause.SIGNED_OUT]


def drafts_of(*, user, agency_return, question, block) -> list[AnswerDraft]:
    """Newest first. Only the person's own."""
    found = AnswerDraft.objects.visible_to(user).filter(
        agency_return=agency_return, question=question, block=block
    )
    return list(found)


def to_restore(drafts) -> AnswerDraft | None:
    """The draft a page opens with: the newest one that only waited to be saved."""
    return next((draft for draft in drafts if draft.cause in RESTORED), None)
